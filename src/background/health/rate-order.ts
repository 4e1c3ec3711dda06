/**
 * The name of the order to rate passwords, known to the worker and to its offscreen document.
 * @module
 */

export const rateOrder = 'rate';
