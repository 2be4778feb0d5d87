/** Text that is HTML already, made only by `html`. */
export type Html = { readonly html: string }

/** Builds HTML in which every inserted text is escaped; nested Html and lists of it are kept as they are. */
export function html(
  parts: TemplateStringsArray,
  ...values: (string | number | Html | readonly Html[])[]
): Html {
  const text = parts.reduce(
    (built, part, index) => built + part + (index < values.length ? insert(values[index] ?? '') : ''),
    '',
  )
  return { html: text }
}

function insert(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'object') return 'html' in value ? value.html : value.map(insert).join('')
  return escapeHtml(String(value))
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

export type PageParts = {
  title: string
  module?: string
  body?: Html
  /** Links to other pages, and the name of whoever is signed in. */
  nav?: { here: string; pages: readonly PageLink[]; name: string }
}
export type PageLink = { label: string; path: string }

/** The shell of every page: scripts and styles come from our own address alone, so a strict policy can hold. */
export function page({ title, module, body, nav }: PageParts): string {
  const links = (nav?.pages ?? []).map(({ label, path }) =>
    path === nav?.here
      ? html`<a href="${path}" aria-current="page">${label}</a>`
      : html`<a href="${path}">${label}</a>`,
  )
  const header = nav
    ? html`<header class="bar"><a class="brand" href="/">Parley</a><nav aria-label="Pages">${links}</nav>
        <span class="who" dir="auto">${nav.name}</span><form method="post" action="/sign-out"><button class="quiet">Sign out</button></form></header>`
    : html``
  const script = module ? html`<script type="module" src="${module}"></script>` : html``
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${title} · Parley</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/parley.css">
${script}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${header}
<main id="main" tabindex="-1">${body ?? html``}</main>
</body>
</html>
`.html
}
