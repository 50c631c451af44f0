import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';

const FOLDER = join(__dirname, '..', '..', 'schema', 'resilience');

const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false });
for (const file of ['system.json', 'report.json']) {
  ajv.addSchema(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object, file);
}

/** Whether a value has the form of one of the project's own files, and what speaks against it. */
export function faultsBySchema(file: 'system.json' | 'report.json', value: unknown): string[] {
  const validate = ajv.getSchema(file) as ValidateFunction;
  return validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
