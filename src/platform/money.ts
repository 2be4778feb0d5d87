/** Money per unit of work, in minor units of an ISO 4217 currency. */
export type Rate = { amount: number; currency: string; unit: RateUnit }

export const rateUnits = ['hour', 'day', 'year'] as const
export type RateUnit = (typeof rateUnits)[number]

/** How many minor units make one major unit of a currency (100 for USD, 1 for JPY). */
export function minorPerMajor(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits
  return 10 ** (digits ?? 2)
}

/** An amount in words for people: "$92.50", "¥12,000". */
export function formatMoney(amount: number, currency: string): string {
  const major = amount / minorPerMajor(currency)
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(major) ? 0 : undefined,
  } as Intl.NumberFormatOptions).format(major)
}

/** A rate in words for people: "$92.50 an hour". */
export function formatRate(rate: Rate): string {
  const unit = rate.unit === 'hour' ? 'an hour' : `a ${rate.unit}`
  return `${formatMoney(rate.amount, rate.currency)} ${unit}`
}
