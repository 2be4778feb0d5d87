import { runTool, send } from '/assets/api.js'
import { whenIn } from '/assets/time.js'
import { html, useEffect, useState } from '/assets/vendor/preact.js'
import { LinkCode } from './link-code.js'
import { mount } from './mount.js'
import { Told } from './told.js'
import { UnlinkDialog } from './unlink-dialog.js'

const platforms = { slack: 'Slack', teams: 'Microsoft Teams' }

/** The accounts of chat platforms that are linked with the person, and a code that links one more. */
function Connect({ person }) {
  const [accounts, setAccounts] = useState(undefined)
  const [code, setCode] = useState(undefined)
  const [leaving, setLeaving] = useState(undefined)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState(undefined)
  const [trouble, setTrouble] = useState('')

  const attempt = (work) => {
    setTrouble('')
    return work().catch((error) => setTrouble(error.message))
  }
  const load = () =>
    attempt(async () => {
      const { items } = await runTool('list_my_identities', { limit: 100 })
      setAccounts((known) => {
        const fresh = known ? items.find(({ id }) => known.every((account) => account.id !== id)) : undefined
        if (fresh) {
          setCode(undefined)
          setTold({ text: `${fresh.label} is linked with you now.` })
        }
        return items
      })
    })
  useEffect(() => {
    void load()
    // Whoever comes back from Slack or Teams sees at once what they did there.
    const look = () => document.visibilityState === 'visible' && void load()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [])

  const getCode = () =>
    attempt(async () => {
      setBusy(true)
      try {
        setCode(await send('POST', '/connect/code', {}))
      } finally {
        setBusy(false)
      }
    })
  const unlink = () =>
    attempt(async () => {
      const gone = leaving
      setLeaving(undefined)
      await runTool('unlink_identity', { identity: gone.id })
      setAccounts((known) => known.filter(({ id }) => id !== gone.id))
      setTold({ text: `${gone.label} is unlinked.` })
    })

  return html`
    <section class="page connect">
      <h1>Connect</h1>
      <p class="soft">Link your Slack or Teams account, and write to Parley there as you do here: with your own rights, and on your own record.</p>
      <${Told} told=${told} trouble=${trouble} dismiss=${() => setTold(undefined)} />
      <section class="panel" aria-labelledby="add">
        <h2 id="add">Link an account</h2>
        ${
          code
            ? html`<${LinkCode} key=${code.code} code=${code} zone=${person.time_zone} again=${getCode} busy=${busy} />`
            : html`<p>A code links the account that it is written from with you. It works once, for ten minutes. Keep it to yourself: whoever writes it first becomes you here.</p>
              <p class="actions"><button class="primary" disabled=${busy} onClick=${getCode}>Get a code</button></p>`
        }
      </section>
      <section class="panel" aria-labelledby="linked">
        <h2 id="linked">Your linked accounts</h2>
        ${!accounts && !trouble && html`<p class="loading">Loading…</p>`}
        ${accounts?.length === 0 && html`<p class="soft">None yet. Parley knows you on the web only.</p>`}
        <ul class="accounts">
          ${accounts?.map(
            (account) => html`<li key=${account.id}>
              <span class="mark ${account.platform}" aria-hidden="true">${account.platform === 'slack' ? '#' : 'T'}</span>
              <div>
                <strong dir="auto">${[platforms[account.platform] ?? account.platform, account.account].filter(Boolean).join(' · ')}</strong>
                <small class="soft">${account.workspace && html`<span dir="auto">${account.workspace}</span> · `}linked <time datetime=${account.linked_at}>${whenIn(person.time_zone, account.linked_at)}</time> ${account.proof === 'code' ? 'with a code' : 'by your mail address'}</small>
              </div>
              <button aria-label=${`Unlink ${account.label}`} onClick=${() => setLeaving(account)}>Unlink</button>
            </li>`,
          )}
        </ul>
        ${accounts?.length > 0 && html`<p class="soft">You do not know one of these? Unlink it, and tell whoever looks after Parley in your company.</p>`}
      </section>
      ${leaving && html`<${UnlinkDialog} account=${leaving} unlink=${unlink} close=${() => setLeaving(undefined)} />`}
    </section>
  `
}

mount(Connect)
