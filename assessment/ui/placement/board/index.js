import { writesToQueue } from "../../shared/outbox/queue_component.js";
import { Exercise } from "./exercise.js";

export default writesToQueue((root, data, refresh) => new Exercise(root, data, refresh));
