//! Bytes to a feed and its entries, whatever state they are in.
