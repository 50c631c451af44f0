import * as hikube from 'hikube-constructs/pulumi';
import { build } from './cdk8s';

// The tenant's kubeconfig is the one that kubectl would take.
hikube.render('gpu-fleet', build, { connection: hikube.Connection.environment() });
