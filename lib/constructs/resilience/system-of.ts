import type { IConstruct } from 'constructs';
import { roundTripMs } from '../../core/operator/drbd/net-options';
import { byCodeUnit, quote } from '../../core/json';
import type { BasisFact } from '../../core/resilience/contract/basis';
import type { CommonCause, Part, SiteLink, System } from '../../core/resilience/system';
import type { RegionTopology } from '../../core/topology/topology';
import { clusterParts } from './cluster-parts';
import type { Declared } from './declared';
import { ringPart } from './ring-part';
import { volumePart } from './volume-part';
import { EtcdRing } from '../etcd-ring';
import { IngressNginx } from '../addons/ingress-nginx';
import { ManagedCluster } from '../managed-cluster';
import { NodeGroup } from '../node-group';
import { RegionalEtcdRing } from '../platform/regional-etcd-ring';
import { RegionalVolumeLayer } from '../platform/regional-volume-layer';
import { ReplicatedVolumeLayer } from '../replicated-volume-layer';

/** A system, and where each of its parts comes from. */
export interface DeclaredSystem {
  readonly system: System;
  readonly basis: () => readonly BasisFact[];
}

/**
 * What the program declares of these constructs, and of all that they hang on, with what the platform is known to do where
 * the program has no say. What nobody knows stays open.
 */
export function systemOf(
  constructs: Iterable<IConstruct>,
  declared: Declared,
  groups: readonly CommonCause[] = [],
): DeclaredSystem {
  const stated = [...new Set([...constructs].map(ownerOf))].map((owner) =>
    declared.once(owner, () => partsOf(owner, declared)),
  );
  const whole = declared.whole(() => ({
    regions: declared.regions.map((name) => ({ name })),
    links: linksOf(declared.topology, declared),
    freeCapacity: declared.of<boolean>('A-CAP'),
    labelled: declared.of<boolean>('A-LABELS'),
  }));
  const parts = new Map(stated.flatMap((one) => one.parts).map((part) => [part.name, part]));
  return {
    system: { ...whole.value, groups, parts: [...parts.values()].sort((a, b) => byCodeUnit(a.name, b.name)) },
    basis: () => {
      const basis = new Map([...stated.flatMap((one) => one.basis), ...whole.basis].map((one) => [one.id, one]));
      return [...basis.values()].sort((a, b) => byCodeUnit(a.id, b.id));
    },
  };
}

/** The construct that states what another is part of. */
const ownerOf = (construct: IConstruct): IConstruct =>
  construct instanceof NodeGroup || construct instanceof IngressNginx ? ManagedCluster.of(construct) : construct;

function partsOf(construct: IConstruct, declared: Declared): Part[] {
  if (construct instanceof EtcdRing || construct instanceof RegionalEtcdRing) return [ringPart(construct, declared)];
  if (construct instanceof ReplicatedVolumeLayer || construct instanceof RegionalVolumeLayer) {
    return [volumePart(construct, declared)];
  }
  if (construct instanceof ManagedCluster) return clusterParts(construct, declared);
  return [];
}

/** The ways between regions, with the round trips that somebody measured. */
function linksOf(topology: RegionTopology, declared: Declared): SiteLink[] {
  return topology.links.map(({ between, roundTrip }) => {
    const name = between.join('-');
    const trip = roundTrip === undefined ? undefined : roundTripMs(roundTrip);
    if (trip !== undefined) {
      declared.say(
        `round trip ${name}`,
        'declared',
        `The round trip between ${between.join(' and ')} is ${quote(roundTrip)}.`,
      );
      return { between, roundTripMs: trip };
    }
    // Nothing that fits any timers, or nothing that fits none.
    return { between, roundTripMs: { unknown: `rtt.${name}`, oneOf: [0, 1_000_000] } };
  });
}
