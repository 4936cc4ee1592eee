/* The drop-downs over the registry on pages that are no form of a row get their names. */
import { nameRelations } from "newsroom/relations"

for (const form of document.querySelectorAll("#content-main form")) nameRelations(form)
