/** Words that the made-up names are put together from. */

const words = text => text.split('|').map(word => word.trim());

export const SHOWS = words(`
  The Morning Ferry | Harbour Lights | Cold Case North | Money, Honestly | Half an Hour of History |
  Penalty Box | Two Doctors, One Mic | The Night Archive | Signals | Laughing Matter |
  Beneath the Ice | Founders at Dawn | Bedtime for Small Bears | The Long Commute |
  Kitchen Table Politics | Proof of Concept | Slow Science | Extra Time | The Missing Hour |
  Paper Trails | Sauna Talks | Our Daily Brief | Quiet Please | Interesting Times | Verdict
`);
/** Genres of `SHOWS`, in the same order. */
export const SHOW_GENRES = words(`
  news | society | true crime | business | history | sport | health | true crime | technology |
  comedy | true crime | business | kids | society | news | technology | science | sport |
  true crime | news | comedy | news | health | society | true crime
`);
export const SHOW_FIRST = words(`
  Northern | Hidden | Open | Little | Second | Electric | Salt | Velvet | Paper | Golden | Inner |
  Modern | Lost | Plain | Wild | Common | Distant | Early | Honest | Broken
`);
export const SHOW_SECOND = words(`
  Stories | Minutes | Letters | Voices | Questions | Matters | Tides | Rooms | Signs | Tables |
  Mornings | Streets | Theories | Numbers | Journeys | Witnesses | Neighbours | Islands | Habits |
  Machines
`);
export const PUBLISHERS = words(`
  Fjord Audio | Tidewave Originals | Radio Linden | Maison Sonore | Kanal Vest | Bright Mic |
  Onda Media | Studio Polder | Baltic Sound | Northlight | Talking Heads Collective | Independent
`);
export const ARTIST_FIRST = words(`
  Lumen | Vera | Kite | Static | Marlow | Nova | Paper | Silver | Aurora | Hollow | Juno | Ember |
  Cobalt | Wilder | Saga | Echo | Mirage | Tundra | Sol | Velour | Iris | Fable | Neon | Willow |
  Astra | Bruno | Cleo | Dag | Elke | Freja
`);
export const ARTIST_SECOND = words(`
  Lindqvist | Parade | Avenue | Holm | Theory | Moreno | Club | Weiss | Season | Dahl | Garden |
  Rossi | Motel | Okafor | Arcade | Vega | Division | Marchetti | North | Bergman | Atlas | Laurent |
  Radio | Silva | Machine | Nowak | Harbor | Jansen | Society | Virtanen
`);
export const TRACK_FIRST = words(`
  Midnight | Glass | Slow | Paper | Neon | Silent | Golden | Broken | Summer | Winter | Electric |
  Velvet | Falling | Hollow | Crystal | Burning | Distant | Crimson | Silver | Wild | Lonely |
  Second | Endless | Faded | Northern | Restless | Gentle | Stolen | Frozen | Secret | Early |
  Perfect | Lost | Hidden | Blue | Quiet | Heavy | Borrowed | Holy | Sudden | Tender | Hazy |
  Brand New | Almost | Open | Amber | Local | Foreign | Simple | Final | Other | Modern | Ancient |
  Careless | Weekend | Sunday | Plastic | Rising | Sleepless | Perfume | Cheap | Royal | Salt |
  Wooden | Paris | Malmö | Lisbon | Violet | Ivory | Ocean | Gravel | Cosmic | Sugar | Thunder |
  Fever | Honest | Polar | Static | Echo | Liquid
`);
export const TRACK_SECOND = words(`
  Lights | Hearts | Houses | Rain | Letters | Tide | Dreams | Drive | Fire | Shadows | Morning |
  Love | River | Signal | Road | Dance | Ghosts | Sky | Ashes | Summer | Mirrors | Waves | Goodbye |
  Colours | Satellites | Kiss | Thunder | Promise | Window | Train | Season | Stranger | Garden |
  Weather | Machine | Runaway | Sleep | Island | Static | Memory | Anthem | Fever | Harbour |
  Motion | Tears | Talk | Hours | Home | Skin | Gold | Circles | Sirens | Flowers | Line | Lullaby |
  Holiday | Radio | Wolves | Bridge | Avenue | Snow | Paradise | Money | Trouble | Medicine |
  Valley | Planet | Echo | Angels | Ritual | Vision | Cinema | Parade | Coast | Engine | Blood |
  Honey | Silence | Blues | Sunrise
`);
export const BOOK_FIRST = words(`
  The Lighthouse | A Winter | The Cartographer | The Silent | The Salt | An Ordinary | The Last |
  The Glass | The Northern | A Small | The Secret | The Ashen | The Paper | The Widow | The Hollow |
  The Clockmaker | Beyond the | Under the | Learning the | The Art of the | Notes on the |
  Leaving the | The Promise of the | Return to the | Before the | The Ghost of the |
  A History of the | The Edge of the | The Keeper of the | The Weight of the
`);
export const BOOK_SECOND = words(`
  Shore | Garden | Crown | Harbour | Orchard | Forest | Letter | House | River | Promise | Winter |
  Mountain | Island | Stranger | Mirror | Sea | Kingdom | Silence | Daughter | Train | Archive |
  Summer | Storm | Bridge | Night | Wolf | Sky | Border | Machine | Light | City | Valley | Door |
  Field | Queen | Map | Road | Fire | Sister | Hour
`);
export const FIRST_NAMES = words(`
  Anna | Erik | Ingrid | Lars | Sofia | Jonas | Marta | Pieter | Claire | Hugo | Elena | Marco |
  Greta | Oskar | Nora | Felix | Ida | Tomas | Julia | Rasmus | Camille | Mateo | Zofia | Aino |
  Liam | Olivia | Bruno | Lucia | Sven | Katarina | Emil | Helena | Noah | Isabel | Viktor | Chloe |
  Antoni | Petra | Simon | Alba | Henrik | Maja | Leon | Beatriz | Kasper | Eva | Adam | Linnea |
  Paolo | Freya | Daniel | Astrid | Jakub | Rosa | Mikael | Amelie | David | Sanna | Teo | Vera
`);
export const LAST_NAMES = words(`
  Andersson | Berg | Castillo | Dubois | Ekström | Fischer | García | Hansen | Ivanov | Jensen |
  Kowalski | Larsen | Müller | Nielsen | Olsen | Pereira | Quist | Rossi | Schmidt | Thomsen |
  Ullman | Virtanen | Weber | Young | Zieliński | Bakker | Conti | De Vries | Eriksen | Ferrari |
  Gustafsson | Hakala | Iversen | Johansson | Korhonen | Lindberg | Moreau | Nowak | Osei | Petit |
  Ricci | Santos | Taylor | Visser | Wójcik | Bianchi | Clarke | Dahl | Evans | Fontaine | Gómez |
  Holm | Janssen | Krüger | Laine | Martínez | Nilsson | Okafor | Peeters | Sørensen
`);
export const BRANDS = words(`
  Norrbank | Havsport | Kaffebar | Volt Mobility | Polar Telecom | Grönt Grocery | Atelier Lune |
  Weissgerät | Stella Insurance | Vinter Travel | Casa Verde | Pixelwerk | Brisa Airlines |
  Molen Bikes | Lumi Energy | Oak & Iron | Fresk Foods | Skylark Games | Delta Pharma |
  Karma Fashion | Nordhem Furniture | Tempo Cars | Blå Bank | Sol Cosmetics | Rapid Courier |
  Kite Learning | Hansa Beer | Maré Seafood | Orbit Phones | Linden Books | Terra Outdoor |
  Alma Health | Piccolo Toys | Quill Software | Ridge Watches | Sparv Tickets | Tulip Homes |
  Ursa Pets | Vega Cinema | Zest Kitchens
`);
export const CAMPAIGN_THEMES = words(`
  Spring Launch | Summer Escape | Back to School | Autumn Warm-up | Black Week | Winter Gifts |
  New Year Reset | Always On | City Takeover | Weekend Deals | Brand Story | App Install
`);
export const PLAYLIST_FIRST = words(`
  Morning | Deep | Late Night | Friday | Rainy Day | Road Trip | Focus | Kitchen | Workout | Sunday |
  Indie | Nordic | Throwback | Fresh | Chill | Dinner | Study | Summer | Winter | Party
`);
export const PLAYLIST_SECOND = words(`
  Mix | Sessions | Flow | Radar | Essentials | Hits | Favourites | Vibes | Waves | Discoveries |
  Classics | Energy | Moods | Anthems | Acoustics | Rotation | Selects | Gems | Cuts | Finds
`);
