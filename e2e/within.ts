// Finds controls that cannot be reached and labels that cannot be read at the window's present size.
import { expect, type Page } from '@playwright/test';

/** Nothing sticks out to the side, each control can be scrolled to, and no label is cut off. */
export async function expectWithin(page: Page, what: string): Promise<void> {
  expect.soft(await page.evaluate(outside), what).toEqual([]);
  expect.soft(await page.evaluate(cutLabels), what).toEqual([]);
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
