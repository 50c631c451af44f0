import type { Schema } from './schemas';

type Values = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value as the API server shows it: each object gets the defaults of its schema, entries of open maps included, and a
 * default is filled like any other value (cozystack v1.1.2, pkg/registry/apps/application/rest_defaulting.go).
 */
export function asShown(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) return schema.items ? value.map((item) => asShown(item, schema.items!)) : value;
  if (schema.type === 'object' || schema.properties) {
    const own = isMap(value) ? value : isMap(schema.default) ? schema.default : {};
    const shown: Record<string, unknown> = { ...own };
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      const written = Object.hasOwn(shown, key) ? shown[key] : child.default;
      if (written !== undefined) shown[key] = asShown(written, child);
    }
    if (typeof schema.additionalProperties === 'object') {
      for (const key of Object.keys(own)) {
        if (!Object.hasOwn(schema.properties ?? {}, key)) shown[key] = asShown(own[key], schema.additionalProperties);
      }
    }
    return shown;
  }
  return value === null && schema.default !== undefined ? schema.default : value;
}
