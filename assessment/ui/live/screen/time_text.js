// Times as the live screen shows them.

/** `4:05`. @param {number} seconds */
export function minutesAndSeconds(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** ` · away 1:20`; blank where nobody was away. @param {number} seconds */
export const awayText = (seconds) => seconds < 1 ? "" : ` · away ${minutesAndSeconds(seconds)}`;

/** `4:05 left`, `0:10 over`. @param {number} seconds left */
export function timeLeft(seconds) {
  if (seconds < 0) return `${minutesAndSeconds(-seconds)} over`;
  return `${minutesAndSeconds(Math.ceil(seconds))} left`;
}
