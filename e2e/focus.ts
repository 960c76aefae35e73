// The keyboard's focus as a person sees it: where it is, and that it is to be seen.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses a key and sees that the focus is somewhere visible afterwards. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expect.poll(() => page.evaluate(focusFault), { message: `after ${key}` }).toBeNull();
}

/** Presses Tab, or another key, until the target has the focus; each stop on the way is looked at. Returns how often. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<number> {
  const stops: string[] = [];
  for (let step = 0; step < 80; step++) {
    await press(page, key);
    if ((await target.and(page.locator(':focus')).count()) > 0) return step + 1;
    stops.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 90) ?? ''));
  }
  throw new Error(`${key} never reached ${target}. It stopped at:\n${stops.join('\n')}`);
}

/** What is wrong with the focus, or null. Runs in the page. */
function focusFault(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'nothing has the focus';
  const { width, height, top, left, bottom, right } = focused.getBoundingClientRect();
  const what = focused.outerHTML.slice(0, 120);
  // The input of a switch or of a check box is drawn by what is around it.
  const label = focused.closest('label');
  if (!label && (width === 0 || height === 0)) return `without size: ${what}`;
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return `outside the window: ${what}`;
  if (!focused.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !label) return `hidden: ${what}`;
  const around = [focused, focused.parentElement, focused.parentElement?.parentElement];
  const drawn = [...around, ...(label?.querySelectorAll('*') ?? [])].filter((element) => element instanceof Element);
  const ringed = drawn.some((element) => {
    const styles = [getComputedStyle(element), getComputedStyle(element, '::after')];
    return styles.some(
      ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    );
  });
  // Items of menus and of lists to choose from are filled with the accent colour in place of a ring.
  const filled =
    focused.matches('[role^=menuitem], [role=option]') &&
    getComputedStyle(focused).backgroundColor !== 'rgba(0, 0, 0, 0)';
  return ringed || filled ? null : `without a ring: ${what}`;
}
