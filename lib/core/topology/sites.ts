import { choiceFault } from '../choice';
import { byCodeUnit, isRecord, quote } from '../json';
import { didYouMean } from '../suggest';

/** How a node says at which site it stands. */
export interface SitePlacement {
  /** The label that nodes carry, such as `topology.kubernetes.io/zone`. @default unknown: nothing can be placed by site */
  readonly siteLabel?: string;
  /** The value of that label at each region, by the region's name. @default the names themselves */
  readonly values?: Readonly<Record<string, string>>;
}

const PREFIX = /^(?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\//;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Whether a text can be the key of a label (Kubernetes, docs/concepts/overview/working-with-objects/labels). */
export const isLabelKey = (text: string): boolean => NAME.test(text.replace(PREFIX, ''));
/** Whether a text can be the value of a label that says something. */
export const isLabelValue = (text: string): boolean => NAME.test(text);

const WHY = 'Whatever is placed by site is placed by a label of the nodes.';

/**
 * The value of the site label at every region.
 *
 * @throws HikubeError HK1106 for a label or value out of syntax, a region that is not there, or two regions of one value
 */
export function siteValues(regions: readonly string[], { siteLabel, values }: SitePlacement): Map<string, string> {
  if (siteLabel === undefined && values === undefined) return new Map();
  if (typeof siteLabel !== 'string' || !isLabelKey(siteLabel)) {
    throw choiceFault(
      `The site label is ${quote(siteLabel)}.`,
      WHY,
      'Write a label such as "topology.kubernetes.io/zone".',
    );
  }
  const given: unknown = values === undefined ? Object.fromEntries(regions.map((name) => [name, name])) : values;
  if (!isRecord(given)) {
    throw choiceFault(`The values of the site label are ${quote(given)}.`, WHY, "Write { geneva: 'gva' }, say.");
  }
  for (const name of Object.keys(given)) {
    if (!regions.includes(name)) {
      throw choiceFault(`There is no region ${quote(name)} for a site label.`, WHY, didYouMean(name, [...regions]));
    }
  }
  const found = new Map<string, string>();
  for (const name of [...regions].sort(byCodeUnit)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof value !== 'string' || !isLabelValue(value)) {
      const message = `The value of the site label ${quote(siteLabel)} at ${quote(name)} is ${quote(value)}.`;
      throw choiceFault(message, WHY, 'Write what the nodes of that site carry, such as "gva".');
    }
    const twin = [...found].find(([, other]) => other === value);
    if (twin) {
      const message = `The regions "${twin[0]}" and "${name}" have one value of the site label, ${quote(value)}.`;
      throw choiceFault(message, WHY, 'Give each region a value of its own.');
    }
    found.set(name, value);
  }
  return found;
}
