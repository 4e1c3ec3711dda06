/**
 * Where the menu lies that is shown in web pages: the one file of ours that a web page may frame.
 * @module
 */

export const menuPage = 'src/ui/menu/index.html';
