/* The shelf in this browser where typed text lies until the server has it: localStorage, a row an account and a window.

   A record is { at, version, serial, typed, base, files }; its key newsroom.kept:<account>:<row>:<window>. */
const ROOT = "newsroom.kept"
const DAYS_UNTIL_IT_FADES = 30
const ACKNOWLEDGED = "newsroom_saved"
const MILLISECONDS_A_LIVING_WINDOW_MAY_TAKE = 250

const keyOf = (account, row, uid) => [ROOT, account, row, uid].join(":")

const keysBelow = (start) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${start}:`))
  } catch {
    return []
  }
}

const recordAt = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/* Whether the record is on the shelf now: false when the browser has no room or forbids storage. */
export const keep = (account, row, uid, record) => {
  try {
    localStorage.setItem(keyOf(account, row, uid), JSON.stringify(record))
    return true
  } catch {
    return false
  }
}

export const forget = (account, row, uid) => {
  try {
    localStorage.removeItem(keyOf(account, row, uid))
  } catch {
    /* nothing was kept either */
  }
}

/* What this account left in this row's form, newest first: [{uid, …record}]. */
export const keptFor = (account, row) =>
  keysBelow([ROOT, account, row].join(":"))
    .map((key) => ({ uid: key.split(":").at(-1), ...recordAt(key) }))
    .filter((record) => record.typed)
    .sort((one, other) => other.at - one.at)

export const clearOld = () => {
  const oldest = Date.now() - DAYS_UNTIL_IT_FADES * 24 * 60 * 60 * 1000
  for (const key of keysBelow(ROOT)) if (!(recordAt(key)?.at > oldest)) localStorage.removeItem(key)
}

/* The server names in a cookie what it has saved, as <window>.<serial>. Only that is forgotten: what was typed after the
   form was sent has a higher serial and stays. */
export const forgetAcknowledged = () => {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith(`${ACKNOWLEDGED}=`))
  if (!cookie) return
  document.cookie = `${ACKNOWLEDGED}=; path=/admin/; max-age=0; samesite=lax`
  for (const name of cookie.slice(ACKNOWLEDGED.length + 1).split("~")) {
    const [uid, serial] = name.split(".")
    for (const key of keysBelow(ROOT).filter((key) => key.endsWith(`:${uid}`)))
      if (recordAt(key)?.serial <= Number(serial)) localStorage.removeItem(key)
  }
}

/* Windows tell one another what they are writing, so that none is offered the text of another that is still open. */
export const windows = (mine) => {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(ROOT) : null
  const living = new Set()
  channel?.addEventListener("message", ({ data }) => {
    if (data.asked) channel.postMessage({ living: mine() })
    if (data.living) living.add(data.living)
  })
  return async () => {
    channel?.postMessage({ asked: true })
    await new Promise((resolve) => setTimeout(resolve, channel ? MILLISECONDS_A_LIVING_WINDOW_MAY_TAKE : 0))
    return living
  }
}
