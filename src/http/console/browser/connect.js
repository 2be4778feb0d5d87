import { html } from '/assets/vendor/preact.js'
import { LinkCode } from './link-code.js'
import { LinkedAccounts } from './linked-accounts.js'
import { mount } from './mount.js'
import { Told } from './told.js'
import { UnlinkDialog } from './unlink-dialog.js'
import { useAccounts } from './use-accounts.js'

/** The accounts of chat platforms that are linked with the person, and a code that links one more. */
function Connect({ person }) {
  const { accounts, code, leaving, busy, told, trouble, getCode, setLeaving, unlink, dismiss } = useAccounts()
  return html`
    <section class="page connect">
      <h1>Connect</h1>
      <p class="soft">Link your Slack or Teams account, and write to Parley there as you do here: with your own rights, and on your own record.</p>
      <${Told} told=${told} trouble=${trouble} dismiss=${dismiss} />
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
        ${accounts && html`<${LinkedAccounts} accounts=${accounts} zone=${person.time_zone} leave=${setLeaving} />`}
      </section>
      ${leaving && html`<${UnlinkDialog} account=${leaving} unlink=${unlink} close=${() => setLeaving(undefined)} />`}
    </section>
  `
}

mount(Connect)
