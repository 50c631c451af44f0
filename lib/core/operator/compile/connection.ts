import { byCodeUnit, type JsonObject } from '../../json';
import {
  COZYSTACK_TIMERS,
  DRBD_TIMERS,
  NET_OPTIONS,
  NET_TIMERS,
  timersFor,
  type DerivedTimer,
  type NetTimer,
  type NetTimers,
} from '../drbd/net-options';

/** A network between nodes that replication takes. */
export interface LinkPath {
  /** What the path is called. */
  readonly name: string;
  /** The network interface of the nodes, as LINSTOR calls it. */
  readonly interface: string;
}

/** What is known of the links between sites. */
export interface LinksModel {
  readonly siteLabel: string;
  /** The longest round trip between two sites in milliseconds. @default nobody measured it */
  readonly roundTripMs?: number;
  /** Whether the platform's charts set the timers, for all links. */
  readonly isCozystack: boolean;
  readonly paths: readonly LinkPath[];
  /** Timers that the program sets itself. */
  readonly timers: Partial<NetTimers>;
}

/** A timer as it holds between sites, and why. */
export interface TimerInForce extends DerivedTimer {
  readonly timer: NetTimer;
  /** Whether the connection has to say it. */
  readonly written: boolean;
}

/** The timers that hold between sites: what is set, or what is there anyway, or what the round trip asks for. */
export function timersInForce({ roundTripMs, isCozystack, timers }: LinksModel): TimerInForce[] {
  const base = isCozystack ? COZYSTACK_TIMERS : DRBD_TIMERS;
  const derived = timersFor(roundTripMs ?? 0, base);
  return NET_TIMERS.map((timer) => {
    const own = timers[timer];
    if (own !== undefined) return { timer, value: own, reason: 'The program sets it.', written: own !== base[timer] };
    if (roundTripMs === undefined) {
      const reason = `${base[timer]} ${NET_OPTIONS[timer].unit} is in force; nobody measured the round trip.`;
      return { timer, value: base[timer], reason, written: false };
    }
    return { timer, ...derived[timer], written: derived[timer].value !== base[timer] };
  });
}

/** The connections between nodes of different sites; nothing where there is nothing to say of them. */
export function connectionBody(model: LinksModel): JsonObject | undefined {
  const properties = timersInForce(model)
    .filter(({ written }) => written)
    .map(({ timer, value }) => ({ name: NET_OPTIONS[timer].property, value: String(value) }))
    .sort((a, b) => byCodeUnit(a.name, b.name));
  if (properties.length === 0 && model.paths.length === 0) return undefined;
  const { siteLabel: key } = model;
  return {
    spec: {
      // Without the first, a node with the label and one without it would count as two sites.
      selector: [
        {
          matchLabels: [
            { key, op: 'Exists' },
            { key, op: 'NotSame' },
          ],
        },
      ],
      ...(model.paths.length > 0 && {
        paths: model.paths.map(({ name, interface: nic }) => ({ name, interface: nic })),
      }),
      ...(properties.length > 0 && { properties }),
    },
  };
}
