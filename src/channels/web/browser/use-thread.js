import { send } from '/assets/api.js'
import { useEffect, useState } from '/assets/vendor/preact.js'
import { useTabs } from './tabs.js'
import { useMessages } from './use-messages.js'
import { useTurn } from './use-turn.js'

/** One conversation and what can be done in it: say something, stop the answer, click a button. */
export function useThread({ conversation, persona, onConversation, onChange }) {
  const { messages, earlier, refresh, showEarlier, clear, add, wanted } = useMessages()
  const [trouble, setTrouble] = useState('')
  const tell = (error) => setTrouble(error.message)
  const changed = useTabs((other) => {
    onChange()
    if (other === wanted.current && !turn) refresh(other).catch(tell)
  })
  const { turn, follow, resume, leave } = useTurn({
    onHeard: (heard) => {
      // A conversation that this tab has just begun is on screen already.
      wanted.current = heard
      onConversation(heard)
    },
    onReply: (reply, resumed) => {
      // What was left running may be on the page already, with its answer.
      if (resumed) refresh(wanted.current).catch(tell)
      else add(reply)
      onChange()
      changed(wanted.current)
    },
    onLost: () => {
      if (wanted.current) refresh(wanted.current).catch(tell)
      else setTrouble('That answer got lost on the way. Please try again.')
    },
  })

  useEffect(() => {
    if (conversation === wanted.current) return
    leave()
    setTrouble('')
    clear()
    if (!conversation) return
    refresh(conversation).catch(tell)
    resume(conversation)
  }, [conversation])

  const say = async (text) => {
    setTrouble('')
    const remove = text.trim() ? add({ author: 'person', text }) : () => undefined
    try {
      const { turn: id } = await send('POST', '/chat/messages', {
        text,
        ...(conversation ? { conversation } : { persona }),
      })
      follow(id, conversation)
      return true
    } catch (error) {
      remove()
      tell(error)
      return false
    }
  }
  const press = async (token) => {
    setTrouble('')
    try {
      const clicked = await send('POST', '/chat/press', { token })
      const stored = clicked.conversation !== undefined && clicked.outcome === 'done'
      if (clicked.conversation) await refresh(clicked.conversation)
      if (!stored) add(clicked)
      onChange()
      changed(wanted.current)
    } catch (error) {
      tell(error)
    }
  }
  return {
    messages,
    earlier,
    turn,
    trouble,
    say,
    press,
    stop: () => turn && send('POST', `/chat/turns/${turn.id}/stop`).catch(tell),
    showEarlier: () => showEarlier(conversation).catch(tell),
  }
}
