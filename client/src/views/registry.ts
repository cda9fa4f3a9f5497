import { containersView } from './containers';
import { engineView } from './engine';
import { imagesView } from './images';
import { networksView } from './networks';
import type { View } from './view';
import { volumesView } from './volumes';

/** Every view of the side bar, in its order. */
export const views: readonly View[] = [containersView, imagesView, volumesView, networksView, engineView];
