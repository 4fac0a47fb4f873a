import type { IForbiddenRuleType } from 'dependency-cruiser';
import { packages, rooms, surfaces } from '../../../architecture.ts';

type Rule = IForbiddenRuleType & { name: string; comment: string };

const anyOf = (names: readonly string[]) => `(${names.join('|')})`;
/** Tests may look behind doors, at their own risk; fixtures may build on those of other rooms. */
const notTests = '\\.(test|fixtures?)\\.tsx?$';
const roomNames = rooms.map(({ name }) => name);

/** Every import rule of the house, drawn from the map. Paths are relative to the root, with forward slashes. */
export function boundaryRules(): Rule[] {
  return [...betweenPackages(), ...betweenRooms(), ...insideRoom(), ...platform(), ...web(), noCycles];
}

function betweenPackages(): Rule[] {
  return packages.map(({ name, folder, uses }) => {
    const others = packages.filter(
      (other) => other.name !== name && !(uses as readonly string[]).includes(other.name),
    );
    return {
      name: `package-${name}`,
      comment: `${folder} may import only itself${uses.length === 0 ? '' : ` and ${uses.join(', ')}`} of ours (architecture.ts)`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: `^${anyOf(others.map((other) => other.folder))}/` },
    };
  });
}

function betweenRooms(): Rule[] {
  const used = rooms.map(({ name, uses }): Rule => {
    const allowed: readonly string[] = [name, ...uses];
    return {
      name: `room-${name}`,
      comment: `room ${name} may use only: ${uses.join(', ') || 'no other room'} (architecture.ts); announce an event instead`,
      severity: 'error',
      from: { path: `^server/src/rooms/${name}/`, pathNot: notTests },
      to: { path: '^server/src/rooms/', pathNot: `^server/src/rooms/${anyOf(allowed)}/` },
    };
  });
  const doors: Rule = {
    name: 'room-door',
    comment: 'another room is entered through its index.ts only',
    severity: 'error',
    from: { path: '^server/src/rooms/([^/]+)/', pathNot: notTests },
    to: {
      path: '^server/src/rooms/([^/]+)/',
      pathNot: ['^server/src/rooms/$1/', '^server/src/rooms/[^/]+/index\\.ts$'],
    },
  };
  const onMap: Rule = {
    name: 'room-on-map',
    comment: 'every room is on the map (architecture.ts)',
    severity: 'error',
    from: {},
    to: { path: '^server/src/rooms/', pathNot: `^server/src/rooms/${anyOf(roomNames)}/` },
  };
  return [...used, doors, onMap];
}

/** routes, jobs, reactions → service → domain, and service → store → domain; the domain sees nobody. */
function insideRoom(): Rule[] {
  const file = (...roles: string[]) => `^server/src/rooms/.+\\.${anyOf(roles)}\\.ts$`;
  const outside = '^server/src/platform/(database|http|events|realtime|jobs|timers)/';
  const roles = ['routes', 'service', 'store', 'reports', 'events', 'jobs', 'present', 'rows'];
  return [
    {
      name: 'domain-sees-nobody',
      comment:
        'a domain file decides from its arguments: no store, service, routes, presenter, database or HTTP',
      severity: 'error',
      from: { path: file('domain') },
      to: {
        path: [file(...roles), outside, '^server/src/app\\.ts$', 'node_modules/(pg|fastify|pg-boss)/'],
      },
    },
    {
      name: 'routes-to-service',
      comment: 'routes call the service, never the store: the service authorizes',
      severity: 'error',
      from: { path: file('routes') },
      to: { path: file('store', 'reports', 'rows') },
    },
    {
      name: 'store-to-domain',
      comment: 'a store returns domain types and knows no service, route or presenter',
      severity: 'error',
      from: { path: file('store', 'reports', 'rows') },
      to: { path: file('service', 'routes', 'present', 'jobs') },
    },
    {
      name: 'presenter-is-pure',
      comment: 'a presenter turns domain into DTO: no store, service or route',
      severity: 'error',
      from: { path: file('present') },
      to: { path: file('store', 'reports', 'service', 'routes', 'jobs', 'rows') },
    },
  ];
}

function platform(): Rule[] {
  return [
    {
      name: 'platform-knows-no-business',
      comment: 'the platform knows no room',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: notTests },
      to: { path: '^server/src/(rooms/|app\\.ts|main\\.ts)' },
    },
    {
      name: 'one-composition-root',
      comment: 'only app.ts (and main.ts) know every room',
      severity: 'error',
      from: { path: '^server/src/rooms/', pathNot: notTests },
      to: { path: '^server/src/(app|main)\\.ts$' },
    },
  ];
}

function web(): Rule[] {
  const features = rooms.map(({ name, uses }): Rule => {
    const allowed: readonly string[] = [name, ...uses];
    return {
      name: `feature-${name}`,
      comment: `feature ${name} may use only the features its room uses: ${uses.join(', ') || 'none'}`,
      severity: 'error',
      from: { path: `^web/src/features/${name}/` },
      to: { path: '^web/src/features/', pathNot: `^web/src/features/${anyOf(allowed)}/` },
    };
  });
  const composed = surfaces.map((surface): Rule => ({
    name: `surface-${surface.name}`,
    comment: `surface ${surface.name} composes only: ${surface.features.join(', ')} (architecture.ts)`,
    severity: 'error',
    from: { path: `^web/src/surfaces/${surface.name}/` },
    to: { path: '^web/src/features/', pathNot: `^web/src/features/${anyOf(surface.features)}/` },
  }));
  return [
    ...features,
    ...composed,
    {
      name: 'surfaces-apart',
      comment: 'a surface never imports another; what they share lives in features, ui or lib',
      severity: 'error',
      from: { path: '^web/src/surfaces/([^/]+)/' },
      to: { path: '^web/src/surfaces/([^/]+)/', pathNot: '^web/src/surfaces/$1/' },
    },
    {
      name: 'web-one-way',
      comment: 'surfaces → features → ui, lib; never back',
      severity: 'error',
      from: { path: '^web/src/(features|ui|lib)/' },
      to: { path: '^web/src/surfaces/[^/]+/' },
    },
    {
      name: 'ui-knows-no-business',
      comment: 'ui and lib know no feature',
      severity: 'error',
      from: { path: '^web/src/(ui|lib)/' },
      to: { path: '^web/src/features/' },
    },
  ];
}

const noCycles: Rule = {
  name: 'no-cycles',
  comment: 'two files that need each other are one thing, or one of them holds a third',
  severity: 'error',
  from: {},
  to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
};
