// An empty React page; a dot, since what paints nothing has no first paint to measure.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) createRoot(root).render(createElement('p', null, '.'));
