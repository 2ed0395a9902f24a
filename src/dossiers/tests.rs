//! Tests over several rooms.
