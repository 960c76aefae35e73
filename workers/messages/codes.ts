// The types of all message codes and of the parameters that each needs. A code without a text does not compile.
import type { messages as common } from './en/messages.ts';
import type { Message, Places, PluralText, Text } from './message.ts';

/**
 * All English texts, by code. Each job type adds its own in its `messages/en.ts`:
 * `declare module '../../../messages/codes.ts' { interface KnownTexts extends ZipTexts {} }`
 */
export interface KnownTexts extends CommonTexts {}

type CommonTexts = typeof common;

export type MessageCode = keyof KnownTexts;

/** The parameters of a code: those that its English text names. */
export type ParamsOf<Code extends MessageCode> = Params<KnownTexts[Code]>;

/** A message whose code has a text, and which has the parameters of that text. */
export type KnownMessage = { [Code in MessageCode]: MessageOf<Code> }[MessageCode];

export type MessageOf<Code extends MessageCode> = { readonly code: Code } & (keyof ParamsOf<Code> extends never
  ? { readonly params?: Record<string, never> }
  : { readonly params: ParamsOf<Code> });

type Params<Entry> = Entry extends { readonly text: infer T extends Text; readonly hint: infer H extends Text }
  ? ParamsIn<T> & ParamsIn<H>
  : Entry extends { readonly text: infer T extends Text }
    ? ParamsIn<T>
    : never;

type ParamsIn<T extends Text> = T extends string
  ? Named<T>
  : Named<(T & PluralText)['other']> & { readonly count: number };

type Named<T extends string> = { readonly [Place in Places<T> as NameOf<Place>]: ValueOf<Place> };

type NameOf<Place extends string> = Place extends `${infer Name}, ${string}` ? Name : Place;
type ValueOf<Place extends string> = Place extends `${string}, message`
  ? Message
  : Place extends 'count' | `${string}, bytes`
    ? number
    : string | number;
