import { send } from '/assets/api.js'

/** What a person does in a conversation: say something, or click a button of a card. */
export function useActs({ conversation, persona, messages: { add, refresh }, follow, done, setTrouble }) {
  /** True when the message was taken; otherwise the words go back to whoever wrote them. */
  const say = async (text) => {
    setTrouble('')
    const remove = text.trim() ? add({ author: 'person', text }) : () => undefined
    const at = conversation ? { conversation } : { persona }
    try {
      const { turn } = await send('POST', '/chat/messages', { text, ...at })
      follow(turn, conversation)
      return true
    } catch (error) {
      remove()
      setTrouble(error.message)
      return false
    }
  }
  /**
   * What a click did stands in the conversation afterwards; what it could not do is said here alone. With a form the
   * trouble is its answer, so that nothing of what was filled in is lost.
   */
  const press = async (token, fields) => {
    setTrouble('')
    try {
      const clicked = await send('POST', '/chat/press', { token, ...(fields ? { fields } : {}) })
      if (fields && clicked.outcome !== 'done') return clicked.text
      const stored = clicked.conversation !== undefined && clicked.outcome === 'done'
      if (clicked.conversation) await refresh(clicked.conversation)
      if (!stored) add(clicked)
      done()
    } catch (error) {
      if (fields) return error.message
      setTrouble(error.message)
    }
    return undefined
  }
  return { say, press }
}
