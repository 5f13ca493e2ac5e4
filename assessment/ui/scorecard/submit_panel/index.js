import { writesToQueue } from "../../shared/outbox/queue_component.js";
import { SubmitPanel } from "./panel.js";

export default writesToQueue((root, data, refresh) => new SubmitPanel(root, data, refresh));
