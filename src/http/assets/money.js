const periods = { hour: 'an hour', day: 'a day', year: 'a year' }

/** A rate in words: "$92.50 an hour". */
export function sayRate({ amount, currency, unit }) {
  const money = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  })
  return `${money.format(amount / minorPerMajor(currency))} ${periods[unit] ?? unit}`
}

/** An amount typed in whole units as the minor units that tools take: 92.5 dollars are 9250, 92 yen are 92. */
export function toMinor(text, currency) {
  return Math.round(Number(text) * minorPerMajor(currency))
}

/** The amount of minor units as one would type it. */
export function toMajor(amount, currency) {
  return String(amount / minorPerMajor(currency))
}

/** A code that is no currency counts as one of hundredths, so that the tool can say what is wrong with it. */
function minorPerMajor(currency) {
  if (!/^[A-Z]{3}$/.test(currency)) return 100
  return (
    10 ** new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  )
}
