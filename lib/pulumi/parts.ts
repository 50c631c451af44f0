import type { Construct } from 'constructs';
import { addFault } from '../constructs/noun';
import { isDeferred } from '../core/deferred';
import { isRecord, quote } from '../core/json';

const LATE = 'It decides which parts there are: give a value that is known when the program runs.';

/** The parts of a cluster that an argument names, each with its settings; what cannot name any is a fault of the cluster. */
export function partsOf(cluster: Construct, prop: string, given: unknown): [name: string, settings: unknown][] {
  if (given === undefined) return [];
  if (!isRecord(given)) {
    const late = isDeferred(given);
    addFault(cluster, {
      code: late ? 'HK1105' : 'HK1102',
      prop,
      message: late
        ? `The prop "${prop}" is a value that arrives late.`
        : `The prop "${prop}" has to be an object of parts by their names, but is ${quote(given)}.`,
      remedy: late ? LATE : `Write \`${prop}: { … }\`.`,
    });
    return [];
  }
  return Object.entries(given).filter(([name, settings]) => {
    if (!isDeferred(settings)) return settings !== undefined;
    const message = `The prop "${prop}.${name}" is a value that arrives late.`;
    addFault(cluster, { code: 'HK1105', prop: `${prop}.${name}`, message, remedy: LATE });
    return false;
  });
}
