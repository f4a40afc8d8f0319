import type { ItemType } from '@onecity/city/model'
import { usePick } from '../../app/make-text.ts'
import type { ItemInputProps } from './item-input-props.ts'
import './item-inputs.css'
import { ValueNote } from './value-note.tsx'
import { widgets } from './widgets.tsx'

/**
 * A field for a value of an item, made for its type, with the platform's own check below it while somebody types. The value is
 * text as a file would carry it (a datetime as wall-clock time `2026-03-01T08:00`); a type of a newer server is plain text.
 */
export const ItemInput = ({ label, ...props }: ItemInputProps) => {
  const pick = usePick()
  const Widget = widgets[props.item.type as ItemType] ?? widgets.text
  return (
    <span className="item-input">
      <Widget {...props} label={label ?? pick(props.item.name)} />
      {props.item.type in widgets ? (
        <ValueNote item={props.item} value={props.value} onChange={props.onChange} />
      ) : null}
    </span>
  )
}
