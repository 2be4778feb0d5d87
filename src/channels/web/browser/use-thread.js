import { send } from '/assets/api.js'
import { useEffect, useState } from '/assets/vendor/preact.js'
import { useTabs } from './tabs.js'
import { useActs } from './use-acts.js'
import { useMessages } from './use-messages.js'
import { useTurn } from './use-turn.js'

/** One conversation as it is on screen, and what can be done in it. */
export function useThread({ conversation, persona, onConversation, onChange }) {
  const messages = useMessages()
  const { refresh, wanted } = messages
  const [trouble, setTrouble] = useState('')
  const tell = (error) => setTrouble(error.message)
  const tellTabs = useTabs((changed) => {
    onChange()
    if (changed === wanted.current && !turn) refresh(changed).catch(tell)
  })
  const done = () => {
    onChange()
    tellTabs(wanted.current)
  }
  const { turn, follow, resume, leave } = useTurn({
    onHeard: (heard) => {
      // A conversation that this tab has just begun is on screen already.
      wanted.current = heard
      onConversation(heard)
    },
    onReply: (reply, resumed) => {
      // What was left running may be on the page already, with its answer.
      if (resumed) refresh(wanted.current).catch(tell)
      else messages.add(reply)
      done()
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
    messages.clear()
    if (!conversation) return
    refresh(conversation).catch(tell)
    resume(conversation)
  }, [conversation])
  return {
    ...messages,
    ...useActs({ conversation, persona, messages, follow, done, setTrouble }),
    turn,
    trouble,
    stop: () => turn && send('POST', `/chat/turns/${turn.id}/stop`).catch(tell),
    showEarlier: () => messages.showEarlier(conversation).catch(tell),
  }
}
