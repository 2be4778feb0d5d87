import { domainToASCII } from 'node:url'
import { Fault } from '../../platform/fault.ts'

/** Domains that an organisation may name at most. */
const most = 50

/** Where anybody can have an address, so that an address there says nothing about whose people somebody is of. */
const open = new Set(
  `gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com
  yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.in ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com
  pm.me gmx.com gmx.net gmx.de gmx.at web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru zoho.com
  fastmail.com hey.com tutanota.com tuta.io orange.fr laposte.net free.fr libero.it comcast.net verizon.net att.net
  qq.com 163.com 126.com naver.com rediffmail.com uol.com.br bol.com.br`.split(/\s+/),
)

const shape = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * Mail domains out of a text with commas or spaces between, in lower case, each once; "none" is the empty list.
 * Faults: invalid for what is no domain, and for more than 50.
 */
export function mailDomainsIn(text: string): string[] {
  const words = text
    .split(/[\s,;]+|\band\b/)
    .map((word) => word.replace(/^@|\.$/g, ''))
    .filter((word) => word !== '')
  if (words.length === 1 && /^(?:none|nobody|no|empty)$/i.test(words[0] ?? '')) return []
  const domains = [...new Set(words.map(domainOf))].sort()
  if (domains.length > most) throw wrong(`That are more than ${most} domains.`)
  return domains
}

/** The domain of a mail address, in lower case; undefined when it is no address. */
export function domainOfAddress(address: string): string | undefined {
  const [name, domain, ...rest] = address.split('@')
  return name && domain && rest.length === 0 ? domainToASCII(domain).toLowerCase() : undefined
}

/** Those of the domains where anybody can have an address. */
export function openDomains(domains: readonly string[]): string[] {
  return domains.filter((domain) => open.has(domain))
}

function domainOf(word: string): string {
  const domain = domainToASCII(word).toLowerCase()
  if (shape.test(domain)) return domain
  throw wrong(`“${word.slice(0, 60)}” is no mail domain.`)
}

function wrong(what: string): Fault {
  return new Fault('invalid', `${what} Write domains such as example.com, with commas between, or “none”.`, {
    field: 'mail_domains',
  })
}
