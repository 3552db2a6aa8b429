//! Parts of a page of which the type of the page knows nothing.
//!
//! The type of a view holds the types of all its parts, and each type is code of its own to wake it, to make it and to change it.
//! `AnyView` of Leptos forgets the type as well, but brings a second, asynchronous way to wake each part.

use crate::derived::{Derived, derived};
#[cfg(feature = "ssr")]
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::{
    children::ToChildren,
    prelude::*,
    tachys::{
        html::attribute::Attribute,
        hydration::Cursor,
        renderer::types::{Element, Node},
        view::{Position, PositionState},
    },
};

/// A part of a page, made once.
pub struct Piece(Box<dyn Part>);

impl Piece {
    /// Forgets the type of this view.
    pub fn of(view: impl IntoView + 'static) -> Self {
        Self(Box::new(view))
    }

    /// The part, or nothing.
    pub fn if_some(view: Option<impl IntoView + 'static>) -> Self {
        match view {
            Some(view) => Self::of(view),
            None => Self::of(()),
        }
    }
}

/// A part that is made anew when a signal that it reads changes.
pub fn part<V: IntoView + 'static>(view: impl Fn() -> V + Send + Sync + 'static) -> Derived<Piece> {
    derived(move || Piece::of(view()))
}

/// As the children of a component.
impl<F, V> ToChildren<F> for Piece
where
    F: FnOnce() -> V,
    V: IntoView + 'static,
{
    fn to_children(children: F) -> Self {
        Self::of(children())
    }
}

/// A part of a page that may be made many times.
pub struct PieceFn(Box<dyn Fn() -> Piece + Send + Sync>);

impl PieceFn {
    /// Makes the part.
    pub fn make(&self) -> Piece {
        (self.0)()
    }
}

impl Default for PieceFn {
    fn default() -> Self {
        (|| ()).into()
    }
}

impl<F, V> From<F> for PieceFn
where
    F: Fn() -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    fn from(view: F) -> Self {
        Self(Box::new(move || Piece::of(view())))
    }
}

/// As the children of a component.
impl<F> ToChildren<F> for PieceFn
where
    F: Into<Self>,
{
    fn to_children(children: F) -> Self {
        children.into()
    }
}

/// What a page does with a part.
trait Part: Send {
    fn build(self: Box<Self>) -> Box<dyn Made>;
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Made>;
    #[cfg(feature = "ssr")]
    fn to_html(
        self: Box<Self>,
        html: &mut String,
        position: &mut Position,
        marks: (bool, bool),
        attributes: Vec<AnyAttribute>,
    );
}

impl<V: IntoView + 'static> Part for V {
    fn build(self: Box<Self>) -> Box<dyn Made> {
        Box::new(Render::build(*self))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Made> {
        Box::new(RenderHtml::hydrate::<true>(*self, cursor, position))
    }

    #[cfg(feature = "ssr")]
    fn to_html(
        self: Box<Self>,
        html: &mut String,
        position: &mut Position,
        (escape, mark_branches): (bool, bool),
        attributes: Vec<AnyAttribute>,
    ) {
        self.to_html_with_buf(html, position, escape, mark_branches, attributes);
    }
}

/// A part that is on the page.
pub struct PieceState(Box<dyn Made>);

/// What is done with a part that is on the page.
trait Made {
    fn unmount(&mut self);
    fn mount(&mut self, parent: &Element, marker: Option<&Node>);
    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool;
}

impl<M: Mountable> Made for M {
    fn unmount(&mut self) {
        Mountable::unmount(self);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Mountable::mount(self, parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        Mountable::insert_before_this(self, child)
    }
}

impl Mountable for PieceState {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    /// Asked for attributes that are added later; nobody does that here.
    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for Piece {
    type State = PieceState;

    fn build(self) -> PieceState {
        PieceState(self.0.build())
    }

    /// Another part takes the place: nobody knows whether it is of the same type.
    fn rebuild(self, state: &mut PieceState) {
        let mut new = self.build();
        Mountable::insert_before_this(state, &mut new);
        Mountable::unmount(state);
        *state = new;
    }
}

impl RenderHtml for Piece {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(not(feature = "ssr"), expect(unused_variables))]
    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        attributes: Vec<leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
    ) {
        #[cfg(feature = "ssr")]
        self.0
            .to_html(html, position, (escape, mark_branches), attributes);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> PieceState {
        PieceState(self.0.hydrate(cursor, position))
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Attributes are given to elements, never to parts.
impl AddAnyAttr for Piece {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attribute: NewAttr) -> Self {
        self
    }
}
