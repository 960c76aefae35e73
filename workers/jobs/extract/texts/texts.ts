import type { Language } from '../../../messages/languages.ts';
import type { TypeTexts } from '../../../options/type-texts.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

export const texts: Readonly<Record<Language, TypeTexts>> = { en, de, fr, es };
