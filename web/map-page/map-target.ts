// Where the page's map has its focus: the skip link of the frame leads there.
export const mapTarget = "karta";
