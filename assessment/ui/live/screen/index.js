import { writesToQueue } from "../../shared/outbox/queue_component.js";
import { LiveScreen } from "./screen.js";

export default writesToQueue((root, data, refresh) => new LiveScreen(root, data, refresh));
