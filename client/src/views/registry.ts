import { containersView } from './containers';
import { imagesView } from './images';
import type { View } from './view';

/** Every view of the side bar, in its order. */
export const views: readonly View[] = [containersView, imagesView];
