/** The layers that the driver knows (linstor-csi v1.10.5, pkg/volume/parameter.go). */
export const LAYERS = ['drbd', 'storage', 'luks', 'nvme', 'cache', 'writecache'] as const;

/** What LINSTOR keeps of the labels of nodes, before the label. */
export const AUX_TOPOLOGY = 'Aux/topology/';
const AUX = 'Aux/';

/** One element of a list of labels. */
export interface PlacementLabel {
  readonly text: string;
  /** The label of nodes; a property that is none keeps its `Aux/`. */
  readonly label: string;
  /** What the label must, or must not, be. @default all copies alike, or each another */
  readonly value?: string;
}

/** The elements of a list, which the driver takes apart at every single space; nothing where one of them is empty. */
export function elementsOf(text: string): string[] | undefined {
  const elements = text.split(' ');
  return elements.some((element) => element === '' || /[\s,;]/.test(element)) ? undefined : elements;
}

/** The label that an element of a placement rule means. */
export const labelOf = (text: string): string =>
  text.startsWith(AUX_TOPOLOGY) ? text.slice(AUX_TOPOLOGY.length) : text;

/** Whether it is a label of nodes rather than some property of LINSTOR's. */
export const isNodeLabel = (label: string): boolean => !label.startsWith(AUX);

/** The labels of `replicasOnSame` and `replicasOnDifferent`. */
export function placementLabels(text: string): PlacementLabel[] | undefined {
  return elementsOf(text)?.map((element) => {
    const at = element.indexOf('=');
    if (at < 0) return { text: element, label: labelOf(element) };
    return { text: element, label: labelOf(element.slice(0, at)), value: element.slice(at + 1) };
  });
}

/** The layers of a list, in lower case; nothing where the driver does not read it. */
export function layersOf(text: string): string[] | undefined {
  const layers = elementsOf(text)?.map((layer) => layer.toLowerCase());
  return layers?.every((layer) => (LAYERS as readonly string[]).includes(layer)) ? layers : undefined;
}

/** What a mapping of labels to numbers says, or what is wrong with it; neither for YAML that is beyond this reader. */
export interface Caps {
  readonly caps?: ReadonlyMap<string, number>;
  readonly fault?: string;
}

const ENTRY = /^(?:"([^"\\]*)"|'([^']*)'|([^\s"'#,][^\s"'#]*?))\s*:\s+(.*?)(?:\s+#.*)?$/;
/** Numbers that YAML writes otherwise, and may be integers. */
const OTHER_NUMBER = /^[-+]?(?:0\d+|0[xob]\w+|\d[\d_]*_\d*|\d*\.\d*(?:e[-+]?\d+)?|\d+e[-+]?\d+)$/i;
const BEYOND = /[{}[\]&*!|>?\t\r]|<<|^---|^\.\.\./m;

/** Reads the YAML of `xReplicasOnDifferent`: `label: number` on lines of its own. */
export function capsOf(text: string): Caps {
  const flow = /^\s*\{([^{}]*)\}\s*$/.exec(text);
  const body = flow ? flow[1]!.split(',').map((entry) => entry.trim()) : text.split('\n');
  if (BEYOND.test(body.join('\n'))) return {};
  const lines = body.filter((line) => !/^\s*(#.*)?$/.test(line));
  // How deep the lines stand has a meaning where it differs.
  if (new Set(lines.map((line) => line.search(/\S/))).size > 1) return {};
  const caps = new Map<string, number>();
  for (const line of lines) {
    const [, double, single, plain, number = ''] = ENTRY.exec(line.trim()) ?? [];
    const key = double ?? single ?? plain;
    if (key === undefined || key === '') return { fault: `${JSON.stringify(line.trim())} is no label with a number` };
    if (/[\s,;]/.test(key)) return { fault: `${JSON.stringify(key)} is no label` };
    if (OTHER_NUMBER.test(number)) return {};
    if (!/^[-+]?\d+$/.test(number)) return { fault: `${JSON.stringify(number)} is no integer` };
    if (Number(number) < 1) return { fault: `${number} copies for one value leave no place for any` };
    if (caps.has(labelOf(key))) return { fault: `the label ${JSON.stringify(key)} is there twice` };
    caps.set(labelOf(key), Number(number));
  }
  return { caps };
}
