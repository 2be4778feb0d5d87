/**
 * What the first reply to an outsider begins with (EU AI Act, Article 50: people are told that they talk to software,
 * and here also that a person can be had).
 */
export const noticeForOutsiders =
  'Hello, I am Parley, a piece of software that helps with recruiting. You are not writing with a person; say "talk to a person" at any time and somebody from the team will take over.'
