/* The newsroom's forms. Every form works without this file; these modules make it quicker and safer to use. */
import { refuseStrayFiles } from "newsroom/arriving"
import { keepTyping, nameSent } from "newsroom/autosave"
import { countCharacters } from "newsroom/counters"
import { showCovers } from "newsroom/cover"
import { nameEditors } from "newsroom/editors"
import { pickFocalPoint } from "newsroom/focal"
import { arrangeLanguages } from "newsroom/languages"
import { makeNotes } from "newsroom/notes"
import { attend } from "newsroom/presence"
import { nameRelations } from "newsroom/relations"
import { guardUnsavedWork, returnToPlace, saveByKeyboard, saveOnce } from "newsroom/saving"
import { watchSession } from "newsroom/session"

const form = document.querySelector("#content-main > form")

/* What the server tells of the form: whose it is, of which row, since which saved state. */
const typing = form?.querySelector("[data-typing]")?.dataset

nameEditors()
if (form) {
  arrangeLanguages(form)
  countCharacters(form)
  pickFocalPoint(form)
  showCovers(form)
  refuseStrayFiles()
  nameRelations(form)
  guardUnsavedWork(form)
  saveByKeyboard(form)
  returnToPlace(form)
}
if (typing) {
  const notes = makeNotes(form)
  const session = watchSession(typing, notes)
  const kept = keepTyping(form, typing, notes)
  saveOnce(form, { keep: () => nameSent(form, typing, kept.now()), check: session.check, notes })
  attend(form, typing, session, notes)
}
