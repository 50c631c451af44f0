/** Examples with objects of the operator's plane, which are of another API server than the tenants'. */
export const OF_OPERATORS: readonly string[] = ['bare-operators', 'three-datacenters'];
