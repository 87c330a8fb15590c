import type { SampleSite } from './types';

export const kitchenGarden: SampleSite = {
  title: 'Kitchen Garden',
  url: 'https://kitchen-garden.example/',
};

export const spokeAndOil: SampleSite = {
  title: 'Spoke & Oil',
  url: 'https://spoke-and-oil.example/',
};

export const smallShelf: SampleSite = {
  title: 'The Small Shelf',
  url: 'https://small-shelf.example/',
};

export const slowLoaf: SampleSite = {
  title: 'Slow Loaf',
  url: 'https://slow-loaf.example/',
};

export const dialAndDark: SampleSite = {
  title: 'Dial & Dark',
  url: 'https://dial-and-dark.example/',
};

export const hedgeAndParish: SampleSite = {
  title: 'Hedge & Parish',
  url: 'https://hedge-and-parish.example/',
};

export const threadAndType: SampleSite = {
  title: 'Thread & Type',
  url: 'https://thread-and-type.example/',
};
