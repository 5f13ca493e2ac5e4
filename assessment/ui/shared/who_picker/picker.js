// picker.js: a plain choice; the server answers with a cookie that this script cannot read.

const NOBODY = "Nobody: the consultant's view";

export default function ({ parentElement: root, data }) {
  const select = root.querySelector("select"), fault = root.querySelector(".fault");
  const options = [["", NOBODY], ...data.people].map(([value, textContent]) => element("option", { value, textContent }));
  root.querySelector(".picker span").textContent = data.label;
  select.replaceChildren(...options);
  select.value = data.chosen;
  select.onchange = async () => {
    fault.hidden = true;
    try {
      const answer = await fetch("api/who", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ rater: select.value }),
      });
      if (!(await answer.json()).error) return location.reload();
    } catch { /* no server: said below */ }
    select.value = data.chosen;
    fault.hidden = false;
    say(fault, "The choice was not kept: the server did not answer. Try again in a moment.");
  };
}
