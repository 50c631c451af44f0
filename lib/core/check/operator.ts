import { isRecord } from '../json';
import { checkOperator } from '../operator/check';
import type { OperatorKind } from '../operator/kind';
import { operatorObject, type OperatorContext, type OperatorObject } from '../operator/rule';
import type { Accepting, FoundIn } from './acknowledge';
import { acknowledgementFaults } from './catalogue';
import { UNUSED } from './rules/acknowledgements';

/** An object of the operator's plane, and what its annotations say. */
export interface OperatorReading extends Accepting {
  readonly written: OperatorObject;
}

/** Reads an object of the operator's plane. It never throws, whatever the manifest holds. */
export function readOperator(kind: OperatorKind, manifest: unknown): OperatorReading {
  const written = operatorObject(kind, manifest);
  const { metadata } = written.manifest;
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
  return { written, object: written.object, annotations };
}

/**
 * Everything that is found in objects of the operator's plane that are given together: what the rules find, and what is
 * wrong with the annotations by which they accept warnings.
 */
export function checkOperatorPlane(
  readings: readonly OperatorReading[],
  context: OperatorContext,
): FoundIn<OperatorReading>[] {
  const readingOf = new Map(readings.map((reading) => [reading.written, reading]));
  const found = checkOperator([...readingOf.keys()], context).map(({ in: object, issue, onKey, other }) => ({
    reading: readingOf.get(object)!,
    issue,
    onKey,
    ...(other && { other: { in: readingOf.get(other.in)!, pointer: other.pointer } }),
  }));
  return [...found, ...readings.flatMap(faultsOfAnnotations)];
}

function faultsOfAnnotations(reading: OperatorReading): FoundIn<OperatorReading>[] {
  const { code, severity } = UNUSED;
  return [...acknowledgementFaults(reading)].map(({ pointer, message, remedy, why = UNUSED.why, onKey = false }) => ({
    reading,
    issue: { code, severity, message, why, remedy, pointer, object: reading.object },
    onKey,
  }));
}
