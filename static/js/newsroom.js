/* The newsroom's forms. Every form works without this file; these modules make it quicker and safer to use. */
import { countCharacters } from "newsroom/counters"
import { showCovers } from "newsroom/cover"
import { nameEditors } from "newsroom/editors"
import { pickFocalPoint } from "newsroom/focal"
import { arrangeLanguages } from "newsroom/languages"
import { nameRelations } from "newsroom/relations"
import { guardUnsavedWork, returnToPlace, saveByKeyboard } from "newsroom/saving"

const form = document.querySelector("#content-main > form")

nameEditors()
if (form) {
  arrangeLanguages(form)
  countCharacters(form)
  pickFocalPoint(form)
  showCovers(form)
  nameRelations(form)
  guardUnsavedWork(form)
  saveByKeyboard(form)
  returnToPlace(form)
}
