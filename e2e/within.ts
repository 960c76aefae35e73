// Finds controls that cannot be reached and labels that cannot be read at the window's present size.
import { expect, type Page } from '@playwright/test';

/** Nothing sticks out to the side, each control can be scrolled to, and no label is cut off. */
export async function expectWithin(page: Page, what: string): Promise<void> {
  expect.soft(await page.evaluate(outside), what).toEqual([]);
  expect.soft(await page.evaluate(cutLabels), what).toEqual([]);
  expect.soft(await page.evaluate(cutPlaceholders), what).toEqual([]);
}

/** Runs in the page. */
function outside(): string[] {
  const controls = [...document.querySelectorAll('button, input, [role=tab], [role=row]')];
  return controls.flatMap((control) => {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[inert], [aria-hidden=true]'))
      return [];
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom, width } = control.getBoundingClientRect();
    if (width < 2) return [];
    const within = left >= -1 && right <= innerWidth + 1 && bottom > 0 && top < innerHeight;
    return within
      ? []
      : [`${control.getAttribute('aria-label') ?? control.textContent} ${left}..${right}, ${top}..${bottom}`];
  });
}

/** Buttons, tabs, labels and headings of which a part cannot be seen; names and places on rows may be shortened. Runs in the page. */
function cutLabels(): string[] {
  const labels = [...document.querySelectorAll('button, [role=tab], [role=radio], label, h2, h3, legend')];
  return labels.flatMap((label) => {
    if (label.closest('[inert], [aria-hidden=true], [role=row]')) return [];
    if (!label.checkVisibility({ visibilityProperty: true })) return [];
    const parts = [label, ...label.querySelectorAll<HTMLElement>('*')];
    const cut = parts.filter((part) => {
      const { overflowX } = getComputedStyle(part);
      return overflowX !== 'visible' && part.clientWidth > 2 && part.scrollWidth > part.clientWidth + 1;
    });
    return cut.map((part) => `${part.textContent} is cut off: ${part.clientWidth} of ${part.scrollWidth} px`);
  });
}

/** What stands in empty fields and does not fit into them. Runs in the page. */
function cutPlaceholders(): string[] {
  const context = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')].flatMap((field) => {
    if (!context || !field.checkVisibility({ visibilityProperty: true }) || field.closest('[inert]')) return [];
    const style = getComputedStyle(field);
    context.font = style.font;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const needed = context.measureText(field.placeholder).width;
    return needed <= room + 1 ? [] : [`${field.placeholder} is cut off: ${room} of ${needed} px`];
  });
}
