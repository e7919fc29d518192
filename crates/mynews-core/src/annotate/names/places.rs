//! Places of the world by their names: GeoNames cities, states and countries, and what else newspapers call them.

use std::sync::LazyLock;

use crate::annotate::word_list::WordMap;

/// How great a place is: the greater, the less proof a name needs that it means the place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rank {
    Town,
    /// A million people or more.
    City,
    State,
    Capital,
    Country,
}

/// A known place. Two names of one country have the same `country` and rank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub country: &'static str,
    pub rank: Rank,
}

/// GeoNames, CC BY 4.0; made by `scripts/make-places`.
const PLACES: &str = include_str!("../../../../../assets/places.tsv");

static BY_NAME: LazyLock<WordMap<&'static str, Place>> = LazyLock::new(|| {
    let mut places = WordMap::default();
    let mut add = |name: &'static str, place: Place| {
        let known = places.entry(name).or_insert(place);
        if place.rank > known.rank {
            *known = place;
        }
    };
    for line in PLACES.lines() {
        let mut fields = line.split('\t');
        let (Some(name), Some(country), Some(rank)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let rank = match rank {
            "c" => Rank::Country,
            "k" => Rank::Capital,
            "s" => Rank::State,
            "m" => Rank::City,
            _ => Rank::Town,
        };
        if !NOT_MEANT.contains(&name) {
            add(name, Place { country, rank });
        }
    }
    for (country, names) in COUNTRY_NAMES {
        names.split(", ").for_each(|name| add(name, Place { country, rank: Rank::Country }));
    }
    REGIONS.split(", ").for_each(|name| add(name, Place { country: "", rank: Rank::State }));
    CITY_NAMES.split(", ").for_each(|name| add(name, Place { country: "", rank: Rank::Capital }));
    places
});

/// The greatest place of this name.
pub fn place(name: &str) -> Option<Place> {
    BY_NAME.get(name).copied()
}

/// Names of towns that newspapers hardly ever mean by these words.
const NOT_MEANT: [&str; 44] = [
    "Man",
    "Most",
    "Split",
    "Reading",
    "Of",
    "Nice",
    "Mobile",
    "Bath",
    "Orange",
    "Young",
    "Same",
    "Along",
    "Deal",
    "Sale",
    "March",
    "Bar",
    "Batman",
    "Central",
    "East",
    "Gap",
    "Hum",
    "Independence",
    "Surprise",
    "Union",
    "Opportunity",
    "Enterprise",
    "Liberty",
    "Progress",
    "Imperial",
    "Police",
    "Street",
    "Mission",
    "Buy",
    "Hit",
    "Male",
    "Date",
    "Kant",
    "Marks",
    "Best",
    "Ho",
    "University",
    "Hope",
    "Paradise",
    "Commerce",
];

/// What newspapers call countries, beside their GeoNames names.
const COUNTRY_NAMES: [(&str, &str); 68] = [
    (
        "US",
        "US, U.S., USA, U.S.A., United States of America, America, Estados Unidos, EE.UU, EE. UU., États-Unis, Etats-Unis, Vereinigte Staaten, Vereinigten Staaten, Stati Uniti, Verenigde Staten, 美国, 米国, الولايات المتحدة",
    ),
    (
        "GB",
        "UK, U.K., Britain, Great Britain, England, Scotland, Wales, Northern Ireland, Reino Unido, Royaume-Uni, Großbritannien, Vereinigtes Königreich, Regno Unito, Angleterre, Inglaterra, 英国, بريطانيا",
    ),
    ("AE", "UAE, U.A.E., Emirates, Emiratos Árabes Unidos, Émirats arabes unis"),
    ("CN", "People's Republic of China, Chine, Cina, 中国, الصين"),
    ("RU", "Russian Federation, Rusia, Russie, Russland, Rússia, 俄罗斯, ロシア, روسيا"),
    ("UA", "Ucrania, L'Ukraine, Ucraina, Ucrânia, Oekraïne, 乌克兰, ウクライナ, أوكرانيا"),
    ("DE", "Alemania, Allemagne, Deutschland, Germania, Alemanha, Duitsland, 德国, ドイツ, ألمانيا"),
    ("FR", "Francia, Frankreich, França, Frankrijk, 法国, フランス, فرنسا"),
    ("ES", "España, Espagne, Spanien, Spagna, Espanha, Spanje, 西班牙, إسبانيا"),
    ("IT", "Italia, Italie, Italien, Itália, Italië, 意大利, إيطاليا"),
    ("JP", "Japón, Japon, Giappone, Japão, 日本, اليابان"),
    ("KR", "South Korea, Republic of Korea, Corea del Sur, Corée du Sud, Südkorea, 韩国, 韓国"),
    ("KP", "North Korea, DPRK, Corea del Norte, Corée du Nord, Nordkorea, 朝鲜, 北朝鮮"),
    ("IN", "Inde, Indien, Índia, 印度, インド, الهند"),
    ("BR", "Brasil, Brésil, Brasilien, Brasile, 巴西"),
    ("MX", "México, Mexique, Mexiko, Messico"),
    ("TR", "Türkiye, Turquía, Turquie, Türkei, Turchia, Turquia, تركيا"),
    ("GR", "Grecia, Grèce, Griechenland, Grécia"),
    ("PL", "Polonia, Pologne, Polen, Polônia"),
    (
        "NL",
        "Netherlands, The Netherlands, Holland, Países Bajos, Pays-Bas, Niederlande, Paesi Bassi, Nederland",
    ),
    ("BE", "Bélgica, Belgique, Belgien, Belgio, België"),
    ("CH", "Suiza, Suisse, Schweiz, Svizzera, Suíça"),
    ("AT", "Österreich, Autriche"),
    ("SE", "Suecia, Suède, Schweden, Svezia, Sverige"),
    ("NO", "Noruega, Norvège, Norwegen, Norvegia, Norge"),
    ("DK", "Dinamarca, Danemark, Dänemark, Danimarca, Danmark"),
    ("FI", "Finlandia, Finlande, Finnland, Suomi"),
    ("IE", "Irlanda, Irlande, Irland"),
    ("CZ", "Czech Republic, República Checa, Tschechien"),
    ("HU", "Hungría, Hongrie, Ungarn, Ungheria"),
    ("RO", "Rumania, Roumanie, Rumänien"),
    ("IL", "Israël, 以色列, إسرائيل"),
    ("PS", "Palestine, Palestinian Territories, Gaza Strip, West Bank, Palestina, فلسطين"),
    ("SY", "Siria, Syrie, Syrien, سوريا"),
    ("LB", "Líbano, Liban, Libanon, Libano, لبنان"),
    ("IQ", "Irak, العراق"),
    ("IR", "Irán, 伊朗, إيران"),
    ("EG", "Egipto, Égypte, Ägypten, Egitto, مصر"),
    ("SA", "Arabia Saudí, Arabia Saudita, Arabie saoudite, Saudi-Arabien, السعودية"),
    ("MA", "Marruecos, Maroc, Marokko, Marocco, المغرب"),
    ("DZ", "Argelia, Algérie, Algerien, الجزائر"),
    ("TN", "Túnez, Tunisie, Tunesien, تونس"),
    ("LY", "Libia, Libye, Libyen, ليبيا"),
    ("SD", "Sudán, Soudan, السودان"),
    ("YE", "اليمن"),
    ("AF", "Afganistán, Afghanistan, أفغانستان"),
    ("PK", "Pakistán, باكستان"),
    ("CD", "DRC, Democratic Republic of Congo, Congo, Kongo"),
    ("CI", "Côte d'Ivoire, Costa de Marfil"),
    ("ZA", "Sudáfrica, Afrique du Sud, Südafrika, 南非"),
    ("ET", "Etiopía, Éthiopie, Äthiopien"),
    ("CU", "Kuba"),
    ("PE", "Perú, Pérou"),
    ("CO", "Colombie, Kolumbien"),
    ("CL", "Chili"),
    ("AR", "Argentine, Argentinien"),
    ("VE", "Vénézuéla"),
    ("CA", "Canadá, Kanada, 加拿大"),
    ("AU", "Australie, Australien, 澳大利亚"),
    ("TW", "Taiwán, Taïwan, 台湾"),
    ("PH", "Philippines, Filipinas, Philippinen, 菲律宾"),
    ("MM", "Burma, Birmania, Birmanie"),
    ("VA", "Vatican, Vatican City, Vaticano, Vatikan"),
    ("SZ", "Swaziland, Eswatini"),
    ("MK", "North Macedonia, Macedonia"),
    ("TL", "East Timor, Timor-Leste"),
    ("BA", "Bosnia"),
    ("XK", "Kosovo"),
];

/// Parts of the world that are neither city nor country.
const REGIONS: &str = "Africa, Europe, Asia, Antarctica, Arctic, Oceania, Middle East, Far East, North America, South \
    America, Latin America, Central America, Central Asia, Southeast Asia, South Asia, East Asia, North Africa, West Africa, \
    East Africa, Southern Africa, Sub-Saharan Africa, Eastern Europe, Western Europe, Central Europe, Scandinavia, Balkans, \
    Baltics, Caribbean, Caucasus, Sahel, Horn of Africa, Gaza, Crimea, Donbas, Donbass, Donetsk, Luhansk, Kashmir, \
    Kurdistan, Xinjiang, Tibet, Siberia, Chechnya, Catalonia, Bavaria, Andalusia, Tuscany, Normandy, Brittany, Provence, \
    Persian Gulf, Mediterranean, Pacific, Atlantic, Silicon Valley, Wall Street, Midwest, New England, Ontario, \
    Quebec, British Columbia, Alberta, New South Wales, Queensland, Tasmania, Darfur, Tigray, Transnistria, Nagorno-Karabakh, \
    Golan Heights, Sinai, Himalayas, Alps, Amazon rainforest, Sahara, Europa, África, Afrique, Afrika, Oriente Medio, \
    Proche-Orient, Moyen-Orient, Naher Osten, Cataluña, Bayern, Sachsen, Hessen, Brandenburg, Thüringen, Sachsen-Anhalt, \
    Niedersachsen, Nordrhein-Westfalen, Baden-Württemberg, Schleswig-Holstein, Rheinland-Pfalz, Saarland";

/// Great cities as they are called in other languages or were called before.
const CITY_NAMES: &str = "Kiev, Peking, Pékin, Pekín, Moskau, Moscou, Moscú, Mosca, Londres, Londra, Bruselas, Bruxelles, \
    Brüssel, Bruxelas, Ginebra, Genève, Genf, Ginevra, Varsovia, Varsovie, Warschau, Wien, Viena, Vienne, Praga, Prag, \
    Parigi, París, Roma, Rom, Berlín, Lisboa, Lissabon, Lisbonne, Atenas, Athènes, Athen, El Cairo, Le Caire, Kairo, \
    Jerusalén, Jérusalem, Nueva York, Washington DC, Washington D.C., Ciudad de México, Mexico City, La Habana, La Havane, \
    Kopenhagen, Copenhague, Estocolmo, Stockholm, Tokio, Pyongyang, Seúl, Séoul, Nueva Delhi, New Delhi, Bombay, Calcutta, \
    Saigon, Ho Chi Minh City, Hong Kong, Rangoon, Yangon, Odesa, Odessa, Kharkiv, Kharkov, Lviv, Mariupol, Bakhmut, Kherson, \
    Zaporizhzhia, Aleppo, Homs, Mosul, Raqqa, Rafah, Khan Younis, Tel Aviv, Ramallah, Hebron, Jenin, Nablus, Haifa, \
    Strasbourg, The Hague, La Haya, La Haye, Den Haag, Geneva, Zurich, Zürich, Basel, Bern, Munich, München, Cologne, Köln, \
    Nuremberg, Frankfurt, Hamburg, Mailand, Milan, Venice, Florence, Naples, Turin, Genoa, Seville, Saint Petersburg, St \
    Petersburg, St. Petersburg, New York, New York City, Los Angeles, San Francisco, Las Vegas, New Orleans, 北京, 上海, 东京, \
    東京, 莫斯科, 华盛顿, 伦敦, 香港, القاهرة, بغداد, موسكو, واشنطن, لندن, باريس, القدس, غزة, الرياض";

#[cfg(test)]
mod tests {
    use super::{Rank, place};

    #[test]
    fn places_are_known_by_name() {
        assert_eq!(place("Russia").map(|place| place.rank), Some(Rank::Country));
        assert_eq!(place("US").map(|place| place.country), place("United States").map(|place| place.country));
        assert_eq!(place("Beijing").map(|place| place.rank), Some(Rank::Capital));
        assert_eq!(place("Leeds").map(|place| place.rank), Some(Rank::Town));
        assert_eq!(place("Reading"), None);
        assert_eq!(place("Nowhere at all"), None);
    }
}
