import { keepsView } from "../../shared/browser/component.js";
import { CellPicker } from "./picker.js";

export default keepsView((root, data, latest) =>
  new CellPicker(root, data, (cells) => latest().setStateValue("cells", cells))
);
