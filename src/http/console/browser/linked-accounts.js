import { whenIn } from '/assets/time.js'
import { html } from '/assets/vendor/preact.js'

const platforms = {
  slack: { name: 'Slack', mark: '#' },
  teams: { name: 'Microsoft Teams', mark: 'T' },
}

/** Which accounts are linked, how and when, each with a way out. */
export function LinkedAccounts({ accounts, zone, leave }) {
  if (accounts.length === 0) return html`<p class="soft">None yet. Parley knows you on the web only.</p>`
  return html`
    <ul class="accounts">
      ${accounts.map((account) => html`<${Account} key=${account.id} account=${account} zone=${zone} leave=${leave} />`)}
    </ul>
    <p class="soft">You do not know one of these? Unlink it, and tell whoever looks after Parley in your company.</p>
  `
}

function Account({ account, zone, leave }) {
  const platform = platforms[account.platform] ?? { name: account.platform, mark: '' }
  return html`<li>
    <span class="mark" aria-hidden="true">${platform.mark}</span>
    <div>
      <strong dir="auto">${[platform.name, account.account].filter(Boolean).join(' · ')}</strong>
      <small class="soft">${account.workspace && html`<span dir="auto">${account.workspace}</span> · `}linked <time datetime=${account.linked_at}>${whenIn(zone, account.linked_at)}</time> ${account.proof === 'code' ? 'with a code' : 'by your mail address'}</small>
    </div>
    <button aria-label=${`Unlink ${account.label}`} onClick=${() => leave(account)}>Unlink</button>
  </li>`
}
