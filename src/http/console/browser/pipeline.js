import { html, useEffect, useRef, useState } from '/assets/vendor/preact.js'
import { BulkDialog } from './bulk-dialog.js'
import { Column } from './column.js'
import { Filters } from './filters.js'
import { mount } from './mount.js'
import { MoveDialog } from './move-dialog.js'
import { Told } from './told.js'
import { usePipeline } from './use-pipeline.js'
import { useSelection } from './use-selection.js'

/** The pipeline as a board: a column a stage, cards that move by drag or by their button, many at once by selection. */
function Pipeline({ person, reasons }) {
  const [filter, setFilter] = useState(filterOf(location.search))
  const [moving, setMoving] = useState(undefined)
  const [bulk, setBulk] = useState(false)
  const [stage, setStage] = useState('new')
  const board = usePipeline(filter)
  const { stages, items } = board
  const selection = useSelection(items)
  const words = { reasons, stages, person }
  useFocusOnMoved(board.told, moving !== undefined)

  /** A drop moves at once when nothing has to be asked; otherwise the dialog asks, or says which moves are legal. */
  const drop = (id, to) => {
    const item = items.find((each) => each.id === id)
    if (!item || item.status === to) return
    const move = item.moves.find((each) => each.to === to)
    if (move?.needs.length === 0) void board.move(item, { status: to })
    else setMoving({ item, to })
  }
  const actions = {
    drop,
    ask: (item) => setMoving({ item }),
    toggle: selection.toggle,
    selected: selection.ids,
    may: person.may,
  }
  const moved = (text) => {
    selection.clear()
    board.tell({ text })
    void board.reload()
  }
  return html`
    <section class="board-page">
      <${Head} ...${{ filter, setFilter, person, stage, setStage, stages, selection, open: () => setBulk(true) }} />
      <${Told} told=${board.told} trouble=${board.trouble} dismiss=${() => board.tell(undefined)} />
      ${board.loading && stages.length === 0 && html`<p class="loading">Loading the board…</p>`}
      <div class="board" role="group" aria-label="Stages" aria-busy=${board.loading}>
        ${stages.map(
          (
            column,
          ) => html`<${Column} key=${column.status} column=${column} actions=${actions} shown=${stage === column.status}
            items=${items.filter(({ status }) => status === column.status)} />`,
        )}
      </div>
      ${board.nextCursor && html`<p class="more"><button onClick=${board.more}>Show more of each stage</button></p>`}
      ${moving && html`<${MoveDialog} moving=${moving} words=${words} submit=${(request) => board.move(moving.item, request)} close=${() => setMoving(undefined)} />`}
      ${bulk && html`<${BulkDialog} items=${selection.chosen} words=${words} close=${() => setBulk(false)} done=${moved} />`}
    </section>
  `
}

function Head({ filter, setFilter, person, stage, setStage, stages, selection, open }) {
  return html`
    <div class="board-head">
      <h1>Pipeline</h1>
      <${Filters} filter=${filter} person=${person} onChange=${setFilter} />
      <div class="only-phone field">
        <label for="stage">Stage</label>
        <select id="stage" value=${stage} onChange=${(event) => setStage(event.currentTarget.value)}>
          ${stages.map(({ status, label, count }) => html`<option value=${status}>${label} (${count})</option>`)}
        </select>
      </div>
      ${
        selection.chosen.length > 0 &&
        html`<div class="actions">
          <button class="primary" onClick=${open}>Move ${selection.chosen.length} selected…</button>
          <button class="quiet" onClick=${selection.clear}>Clear selection</button>
        </div>`
      }
    </div>
  `
}

/** A link may open the board on one opening. */
function filterOf(search) {
  const job = new URLSearchParams(search).get('job')
  return job ? { job } : {}
}

/** The card that was moved takes the focus in its new column, so that the keyboard goes on from there. */
function useFocusOnMoved(told, asking) {
  const seen = useRef(undefined)
  useEffect(() => {
    if (!told?.moved || asking || seen.current === told) return
    seen.current = told
    document.querySelector(`[data-application="${told.moved}"] a`)?.focus()
  }, [told, asking])
}

mount(Pipeline)
