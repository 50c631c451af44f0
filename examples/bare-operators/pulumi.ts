import { Provider } from '@pulumi/kubernetes/provider';
import * as hikube from 'hikube-constructs/pulumi';
import { build } from './cdk8s';

const operator = new Provider('operator', { context: 'operator' });
hikube.render('bare-operators', (app) => build(app), { provider: operator });
