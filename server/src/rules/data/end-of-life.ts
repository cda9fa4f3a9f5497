/**
 * When releases of distributions and languages got their last security update, as their projects published it
 * (collected by https://endoflife.date, product pages). Free long-term support counts; paid support does not.
 */

/** The table tells what had ended on this day; later ends are added when it is reviewed again. */
export const reviewed = '2026-11-25';

export interface LifeCycle {
  /** As people say it: `Node.js`. */
  readonly product: string;
  /** Images whose tag starts with the product's version, by familiar name. */
  readonly images: readonly string[];
  /** Last month of support (`YYYY-MM`) by release: `16` stands for 16 and 16.x. */
  readonly ended: Readonly<Record<string, string>>;
  /** Last month of support by release, for those supported on the day of the review. */
  readonly supported?: Readonly<Record<string, string>>;
  /** Releases by code name; in the tag of any image they tell the distribution below. */
  readonly codeNames?: Readonly<Record<string, string>>;
  /** Code names of releases that are supported or in development. */
  readonly currentNames?: Readonly<Record<string, string>>;
  /** How tags of other images name a release of the distribution: `alpine` in `node:14-alpine3.12`. */
  readonly tagPrefix?: string;
}

const debian: LifeCycle = {
  product: 'Debian',
  images: ['debian'],
  ended: { 6: '2016-02', 7: '2018-05', 8: '2020-06', 9: '2022-06', 10: '2024-06', 11: '2026-08' },
  supported: { 12: '2028-06', 13: '2030-06' },
  codeNames: { squeeze: '6', wheezy: '7', jessie: '8', stretch: '9', buster: '10', bullseye: '11' },
  currentNames: { bookworm: '12', trixie: '13', forky: '14', sid: 'unstable' },
};

const ubuntu: LifeCycle = {
  product: 'Ubuntu',
  images: ['ubuntu'],
  ended: {
    '10.04': '2015-04',
    '12.04': '2017-04',
    '14.04': '2019-04',
    '16.04': '2021-04',
    '16.10': '2017-07',
    '17.04': '2018-01',
    '17.10': '2018-07',
    '18.04': '2023-05',
    '18.10': '2019-07',
    '19.04': '2020-01',
    '19.10': '2020-07',
    '20.04': '2025-05',
    '20.10': '2021-07',
    '21.04': '2022-01',
    '21.10': '2022-07',
    '22.10': '2023-07',
    '23.04': '2024-01',
    '23.10': '2024-07',
    '24.10': '2025-07',
    '25.04': '2026-01',
    '25.10': '2026-07',
  },
  codeNames: {
    lucid: '10.04',
    precise: '12.04',
    trusty: '14.04',
    xenial: '16.04',
    yakkety: '16.10',
    zesty: '17.04',
    artful: '17.10',
    bionic: '18.04',
    cosmic: '18.10',
    disco: '19.04',
    eoan: '19.10',
    focal: '20.04',
    groovy: '20.10',
    hirsute: '21.04',
    impish: '21.10',
    kinetic: '22.10',
    lunar: '23.04',
    mantic: '23.10',
    oracular: '24.10',
    plucky: '25.04',
    questing: '25.10',
  },
  supported: { '22.04': '2027-04', '24.04': '2029-04', '26.04': '2031-04' },
  currentNames: { jammy: '22.04', noble: '24.04', resolute: '26.04' },
};

const alpine: LifeCycle = {
  product: 'Alpine Linux',
  images: ['alpine'],
  tagPrefix: 'alpine',
  ended: {
    '2.7': '2015-11',
    '3.0': '2016-05',
    '3.1': '2016-11',
    '3.2': '2017-05',
    '3.3': '2017-11',
    '3.4': '2018-05',
    '3.5': '2018-11',
    '3.6': '2019-05',
    '3.7': '2019-11',
    '3.8': '2020-05',
    '3.9': '2020-11',
    '3.10': '2021-05',
    '3.11': '2021-11',
    '3.12': '2022-05',
    '3.13': '2022-11',
    '3.14': '2023-05',
    '3.15': '2023-11',
    '3.16': '2024-05',
    '3.17': '2024-11',
    '3.18': '2025-05',
    '3.19': '2025-11',
    '3.20': '2026-04',
    '3.21': '2026-11',
  },
  supported: { '3.22': '2027-05', '3.23': '2027-11' },
};

const node: LifeCycle = {
  product: 'Node.js',
  images: ['node'],
  ended: {
    0: '2016-12',
    4: '2018-04',
    5: '2016-06',
    6: '2019-04',
    7: '2017-06',
    8: '2019-12',
    9: '2018-06',
    10: '2021-04',
    11: '2019-06',
    12: '2022-04',
    13: '2020-06',
    14: '2023-04',
    15: '2021-06',
    16: '2023-09',
    17: '2022-06',
    18: '2025-04',
    19: '2023-06',
    20: '2026-04',
    21: '2024-06',
    23: '2025-06',
    25: '2026-06',
  },
  supported: { 22: '2027-04', 24: '2028-04', 26: '2029-04' },
};

const python: LifeCycle = {
  product: 'Python',
  images: ['python'],
  ended: {
    2: '2020-01',
    '3.3': '2017-09',
    '3.4': '2019-03',
    '3.5': '2020-09',
    '3.6': '2021-12',
    '3.7': '2023-06',
    '3.8': '2024-10',
    '3.9': '2025-10',
    '3.10': '2026-10',
  },
  supported: { '3.11': '2027-10', '3.12': '2028-10', '3.13': '2029-10', '3.14': '2030-10', '3.15': '2031-10' },
};

const php: LifeCycle = {
  product: 'PHP',
  images: ['php'],
  ended: {
    '5.3': '2014-08',
    '5.4': '2015-09',
    '5.5': '2016-07',
    5: '2018-12',
    '7.0': '2019-01',
    '7.1': '2019-12',
    '7.2': '2020-11',
    '7.3': '2021-12',
    7: '2022-11',
    '8.0': '2023-11',
    '8.1': '2025-12',
  },
  supported: { '8.2': '2026-12', '8.3': '2027-12', '8.4': '2028-12', '8.5': '2029-12' },
};

const ruby: LifeCycle = {
  product: 'Ruby',
  images: ['ruby'],
  ended: {
    '2.0': '2016-02',
    '2.1': '2017-03',
    '2.2': '2018-03',
    '2.3': '2019-03',
    '2.4': '2020-03',
    '2.5': '2021-03',
    '2.6': '2022-03',
    2: '2023-03',
    '3.0': '2024-04',
    '3.1': '2025-03',
    '3.2': '2026-03',
  },
};

const go: LifeCycle = {
  product: 'Go',
  images: ['golang'],
  ended: {
    '1.5': '2016-08',
    '1.6': '2017-02',
    '1.7': '2017-08',
    '1.8': '2018-02',
    '1.9': '2018-08',
    '1.10': '2019-02',
    '1.11': '2019-09',
    '1.12': '2020-02',
    '1.13': '2020-08',
    '1.14': '2021-02',
    '1.15': '2021-08',
    '1.16': '2022-03',
    '1.17': '2022-08',
    '1.18': '2023-02',
    '1.19': '2023-09',
    '1.20': '2024-02',
    '1.21': '2024-08',
    '1.22': '2025-02',
    '1.23': '2025-08',
    '1.24': '2026-02',
    '1.25': '2026-08',
  },
};

/** Every table; distributions first, because their names also stand in the tags of other images. */
export const lifeCycles: readonly LifeCycle[] = [
  debian,
  ubuntu,
  alpine,
  { product: 'CentOS Linux', images: ['centos'], ended: { 5: '2017-03', 6: '2020-11', 7: '2024-06', 8: '2021-12' } },
  {
    product: 'Fedora',
    images: ['fedora'],
    ended: { 37: '2023-12', 38: '2024-05', 39: '2024-11', 40: '2025-05', 41: '2025-12', 42: '2026-05' },
  },
  { product: 'Amazon Linux', images: ['amazonlinux'], ended: { 1: '2023-12', '2018.03': '2023-12', 2: '2026-06' } },
  { product: 'Oracle Linux', images: ['oraclelinux'], ended: { 5: '2017-06', 6: '2021-03', 7: '2024-12' } },
  node,
  python,
  php,
  ruby,
  go,
  {
    product: 'PostgreSQL',
    images: ['postgres'],
    ended: {
      '9.2': '2017-11',
      '9.3': '2018-11',
      '9.4': '2020-02',
      '9.5': '2021-02',
      9: '2021-11',
      10: '2022-11',
      11: '2023-11',
      12: '2024-11',
      13: '2025-11',
      14: '2026-11',
    },
    supported: { 15: '2027-11', 16: '2028-11', 17: '2029-11', 18: '2030-11' },
  },
  {
    product: 'MySQL',
    images: ['mysql'],
    ended: { '5.5': '2018-12', '5.6': '2021-02', '5.7': '2023-10', '8.0': '2026-04' },
  },
  {
    product: 'MongoDB',
    images: ['mongo'],
    ended: {
      '3.0': '2018-02',
      '3.2': '2018-09',
      '3.4': '2020-01',
      3: '2021-04',
      '4.0': '2022-04',
      '4.2': '2023-04',
      '4.4': '2024-02',
      '5.0': '2024-10',
      '6.0': '2025-07',
    },
  },
  {
    product: '.NET',
    images: [
      'mcr.microsoft.com/dotnet/sdk',
      'mcr.microsoft.com/dotnet/aspnet',
      'mcr.microsoft.com/dotnet/runtime',
      'mcr.microsoft.com/dotnet/runtime-deps',
      'mcr.microsoft.com/dotnet/core/sdk',
      'mcr.microsoft.com/dotnet/core/aspnet',
      'mcr.microsoft.com/dotnet/core/runtime',
      'mcr.microsoft.com/dotnet/core/runtime-deps',
    ],
    ended: {
      '2.1': '2021-08',
      '2.2': '2019-12',
      '3.0': '2020-03',
      '3.1': '2022-12',
      '5.0': '2022-05',
      '6.0': '2024-11',
      '7.0': '2024-05',
      '8.0': '2026-11',
      '9.0': '2026-11',
    },
    supported: { '10.0': '2028-11' },
  },
];

const months = 'January February March April May June July August September October November December'.split(' ');

/** `2024-06` as `June 2024`. */
export function monthName(month: string): string {
  return `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
