import { runTool, send } from '/assets/api.js'
import { useEffect, useState } from '/assets/vendor/preact.js'

/** The linked accounts with what can be done about them, and what has just happened. */
export function useAccounts() {
  const [accounts, setAccounts] = useState(undefined)
  const [code, setCode] = useState(undefined)
  const [leaving, setLeaving] = useState(undefined)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState(undefined)
  const [trouble, setTrouble] = useState('')

  const attempt = async (work) => {
    setTrouble('')
    await work().catch((error) => setTrouble(error.message))
  }
  const load = async () => {
    const { items } = await runTool('list_my_identities', { limit: 100 })
    setAccounts((known) => {
      const fresh = known && items.find(({ id }) => known.every((account) => account.id !== id))
      if (fresh) {
        setCode(undefined)
        setTold({ text: `${fresh.label} is linked with you now.` })
      }
      return items
    })
  }
  useReturn(() => void attempt(load))

  const getCode = async () => {
    setBusy(true)
    await attempt(async () => setCode(await send('POST', '/connect/code', {})))
    setBusy(false)
  }
  const unlink = () =>
    attempt(async () => {
      setLeaving(undefined)
      await runTool('unlink_identity', { identity: leaving.id })
      setAccounts((known) => known.filter(({ id }) => id !== leaving.id))
      setTold({ text: `${leaving.label} is unlinked.` })
    })
  const dismiss = () => setTold(undefined)
  return { accounts, code, leaving, busy, told, trouble, getCode, setLeaving, unlink, dismiss }
}

/** Looks at once, and again when somebody comes back from Slack or Teams, to see what they did there. */
function useReturn(look) {
  useEffect(() => {
    look()
    const back = () => document.visibilityState === 'visible' && look()
    document.addEventListener('visibilitychange', back)
    window.addEventListener('focus', back)
    return () => {
      document.removeEventListener('visibilitychange', back)
      window.removeEventListener('focus', back)
    }
  }, [])
}
