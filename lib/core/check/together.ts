import type { Reading } from '../read/read';
import { TOGETHER_RULES } from './catalogue';
import type { TogetherRule } from './rule';
import { isTenant } from './tenancy';

/**
 * Objects that are judged together and that may come one by one. Where a rule says what two objects would have to share,
 * those that share nothing with a new one are not looked at again: a program of n clusters is judged in n steps, not in n².
 */
export class Together {
  private readonly readings: Reading[] = [];
  private readonly ofTenants: Reading<'Tenant'>[] = [];
  private readonly meeting = new Map<TogetherRule, Map<string, Set<Reading>>>(
    TOGETHER_RULES.filter(({ shares }) => shares).map((rule) => [rule, new Map()]),
  );

  public constructor(readings: Iterable<Reading> = []) {
    for (const reading of readings) this.add(reading);
  }

  /** All of them, in the order in which they came. */
  public get all(): readonly Reading[] {
    return this.readings;
  }

  /** Those of them that are tenants. */
  public get tenants(): readonly Reading<'Tenant'>[] {
    return this.ofTenants;
  }

  public add(reading: Reading): void {
    this.readings.push(reading);
    if (isTenant(reading)) this.ofTenants.push(reading);
    for (const [rule, byKey] of this.meeting) {
      for (const key of rule.shares!(reading)) {
        const known = byKey.get(key);
        if (known) known.add(reading);
        else byKey.set(key, new Set([reading]));
      }
    }
  }

  public delete(reading: Reading): void {
    remove(this.readings, reading);
    if (isTenant(reading)) remove(this.ofTenants, reading);
    for (const [rule, byKey] of this.meeting) for (const key of rule.shares!(reading)) byKey.get(key)?.delete(reading);
  }

  /** Those that a rule has to look at, so that it finds whatever it finds about one of these. */
  public concernedBy(rule: TogetherRule, fresh: readonly Reading[]): readonly Reading[] {
    const byKey = this.meeting.get(rule);
    if (!byKey || fresh.length === this.all.length) return this.all;
    const met = new Set<Reading>();
    for (const reading of fresh) {
      for (const key of rule.shares!(reading)) for (const other of byKey.get(key) ?? []) met.add(other);
    }
    return met.size < 2 ? [] : [...met];
  }
}

function remove<T>(from: T[], what: T): void {
  const at = from.indexOf(what);
  if (at >= 0) from.splice(at, 1);
}
