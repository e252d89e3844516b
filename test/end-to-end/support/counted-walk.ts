/** A walk through pages of which every act is counted. */

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Seconds of the keystroke-level model: Card, Moran and Newell, "The keystroke-level model for user performance time with interactive systems", Communications of the ACM 23 (7), 1980:
 * a key of an average typist, pointing, a button of the mouse down or up, the hand to another device, and making up one's mind.
 */
const seconds = { key: 0.28, point: 1.1, button: 0.1, hand: 0.4, mind: 1.35 } as const;

/** What a walk came to. */
export interface WalkCount {
  readonly clicks: number;
  readonly fields: number;
  /** Pages that were gone to, each time anew. */
  readonly pages: readonly string[];
  /** By the model: without waiting for the service, reading and deliberating. */
  readonly estimatedSeconds: number;
}

/** Counts what one or several people do. */
export class CountedWalk {
  private clicks = 0;
  private fields = 0;
  private estimatedSeconds = 0;
  private readonly pages: string[] = [];
  private isAtKeyboard = false;

  /** Counts the pages that a browser's page goes to, the first one included. */
  watch(page: Page): void {
    let last: string | undefined;
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      const { pathname } = new URL(frame.url());
      if (frame.url() === 'about:blank' || pathname === last) return;
      last = pathname;
      this.pages.push(pathname);
    });
  }

  /** Points at something and clicks. */
  async click(target: Locator): Promise<void> {
    this.clicks++;
    this.think();
    this.reach(false);
    this.estimatedSeconds += seconds.point + 2 * seconds.button;
    await target.click();
  }

  /** Follows a link that somebody sent. */
  async follow(page: Page, url: string): Promise<void> {
    this.clicks++;
    this.think();
    this.reach(false);
    this.estimatedSeconds += seconds.point + 2 * seconds.button;
    await page.goto(url);
  }

  /** Goes to a field by pointing at it, and types; `keys` is what a hand would type where it is not the text itself. */
  async type(field: Locator, text: string, keys = text): Promise<void> {
    this.fields++;
    this.think();
    this.reach(false);
    this.estimatedSeconds += seconds.point + 2 * seconds.button;
    this.reach(true);
    this.estimatedSeconds += keys.length * seconds.key;
    await field.fill(text);
  }

  /** Opens a list and picks something from it by its first letter. */
  async choose(list: Locator, value: string): Promise<void> {
    this.fields++;
    this.think();
    this.reach(false);
    this.estimatedSeconds += seconds.point + 2 * seconds.button;
    this.reach(true);
    this.estimatedSeconds += seconds.key;
    await list.selectOption(value);
  }

  /** Presses a key. */
  async press(page: Page, key: string): Promise<void> {
    this.clicks++;
    this.reach(true);
    this.estimatedSeconds += seconds.key;
    await page.keyboard.press(key);
  }

  count(): WalkCount {
    const { clicks, fields, pages, estimatedSeconds } = this;
    expect(pages.length).toBeGreaterThan(0);
    return { clicks, fields, pages, estimatedSeconds };
  }

  private think(): void {
    this.estimatedSeconds += seconds.mind;
  }

  private reach(forKeyboard: boolean): void {
    if (this.isAtKeyboard !== forKeyboard) this.estimatedSeconds += seconds.hand;
    this.isAtKeyboard = forKeyboard;
  }
}
